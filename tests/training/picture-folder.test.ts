import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { BACKDROP } from '../../src/engine/backdrop';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { expressionNamed } from '../../training/dataset/label-names';
import { readPictureFolder } from '../../training/dataset/picture-folder';

const root = mkdtempSync(join(tmpdir(), 'facet-folder-'));
afterAll(() => rmSync(root, { recursive: true }));
const signal = new AbortController().signal;

let folders = 0;
/** A folder with these files in it; the paths' parts are made. */
function folder(files: Readonly<Record<string, Buffer | string>>): string {
  const path = join(root, String(++folders));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

const ramp = (width: number, height: number, level: (x: number, y: number) => number) =>
  sharp(
    Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width))),
    { raw: { width, height, channels: 1 } },
  );

describe('names of labels', () => {
  it.each([
    ['happy', 'happiness'],
    ['Happiness', 'happiness'],
    ['3_Angry', 'anger'],
    ['sad (120)', 'sadness'],
    ['SURPRISED', 'surprise'],
    ['NE', 'neutral'],
    ['scorn', 'contempt'],
  ])('"%s" means %s', (label, expression) => {
    expect(expressionNamed(label)).toBe(expression);
  });

  it.each(['3', 'train', 'unknown', 'sadangry', ''])('"%s" means nothing', (label) => {
    expect(expressionNamed(label)).toBeUndefined();
  });
});

describe('a folder of pictures', () => {
  it('keeps crops of the right size as they are', async () => {
    const level = (x: number, y: number) => (x * 5 + y * 3) % 256;
    const path = folder({ 'happy/a.png': await ramp(INPUT_SIDE, INPUT_SIDE, level).png().toBuffer() });
    const { count, labels, pixels } = await readPictureFolder(path, { signal });
    expect(count).toBe(1);
    expect(labels).toEqual(['happiness']);
    expect([...pixels]).toEqual(
      Array.from({ length: INPUT_AREA }, (_, i) => level(i % INPUT_SIDE, Math.floor(i / INPUT_SIDE))),
    );
  });

  it('scales others, of oblong ones the middle, and weighs colours as the extension does', async () => {
    const red = sharp({ create: { width: 30, height: 20, channels: 3, background: { r: 200, g: 0, b: 0 } } });
    const wide = ramp(3 * INPUT_SIDE, 2 * INPUT_SIDE, (x) => (x < INPUT_SIDE / 2 || x >= 2.5 * INPUT_SIDE ? 255 : 100));
    const path = folder({
      'anger/red.PNG': await red.png().toBuffer(),
      'fear/deep/down/wide.jpeg': await wide.jpeg({ quality: 100 }).toBuffer(),
    });
    const { labels, pixels } = await readPictureFolder(path, { signal });
    expect(labels).toEqual(['anger', 'fear']);
    expect(new Set(pixels.subarray(0, INPUT_AREA))).toEqual(new Set([Math.round(0.299 * 200)]));
    const middle = pixels.subarray(INPUT_AREA);
    expect(Math.min(...middle)).toBeGreaterThan(95);
    expect(Math.max(...middle)).toBeLessThan(105);
  });

  it('turns a photo as its EXIF data says', async () => {
    const upright = ramp(INPUT_SIDE, INPUT_SIDE, (_, y) => (y < INPUT_SIDE / 2 ? 250 : 5));
    const turned = await upright.jpeg().withMetadata({ orientation: 3 }).toBuffer();
    const { pixels } = await readPictureFolder(folder({ 'sad/a.jpg': turned }), { signal });
    expect(pixels[0]).toBeLessThan(20);
    expect(pixels[INPUT_AREA - 1]).toBeGreaterThan(235);
  });

  it('lays what is transparent over the grey that the extension lays it over', async () => {
    const clear = sharp({
      create: { width: INPUT_SIDE, height: INPUT_SIDE, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } },
    });
    const { pixels } = await readPictureFolder(folder({ 'sad/a.png': await clear.png().toBuffer() }), { signal });
    expect(new Set(pixels)).toEqual(new Set([BACKDROP]));
  });

  it('leaves out and counts files that are no pictures', async () => {
    const png = await ramp(4, 4, () => 7)
      .png()
      .toBuffer();
    const path = folder({ 'sad/a.png': png, 'sad/list.txt': 'x', 'sad/.hidden.png': 'x', '__MACOSX/sad/b.png': 'x' });
    expect(await readPictureFolder(path, { signal })).toMatchObject({ count: 1, ignored: 1, hidden: 1 });
  });

  it.each(['webp', 'avif', 'tiff', 'gif'] as const)('reads %s', async (format) => {
    const picture = await ramp(64, 64, () => 90)
      .toFormat(format)
      .toBuffer();
    const { pixels } = await readPictureFolder(folder({ [`sad/a.${format}`]: picture }), { signal });
    expect(Math.abs(pixels[0]! - 90)).toBeLessThan(4);
  });

  it('follows links once, and skips and counts what is hidden', async () => {
    const picture = await ramp(4, 4, () => 7)
      .png()
      .toBuffer();
    const elsewhere = folder({ 'faces/a.png': picture, 'faces/b.png': picture });
    const path = folder({ 'sad/c.png': picture, 'sad/.ipynb_checkpoints/c.png': picture, '.git/x.png': picture });
    symlinkSync(join(elsewhere, 'faces'), join(path, 'happy'));
    symlinkSync(join(elsewhere, 'faces', 'a.png'), join(path, 'sad', 'linked.png'));
    symlinkSync(join(path, 'sad', 'c.png'), join(path, 'sad', 'again.png'));
    symlinkSync(join(path, 'sad'), join(path, 'sad', 'round'));
    symlinkSync(join(path, 'nowhere'), join(path, 'sad', 'dangling.png'));
    const { labels, hidden } = await readPictureFolder(path, { signal });
    expect(labels).toEqual(['happiness', 'happiness', 'sadness', 'sadness']);
    expect(hidden).toBe(1);
  });

  it('leaves out broken pictures if told to, and lists them', async () => {
    const picture = await ramp(4, 4, () => 7)
      .png()
      .toBuffer();
    const path = folder({ 'sad/a.png': picture, 'sad/b.jpg': Buffer.from('no picture'), 'sad/c.png': picture });
    await expect(readPictureFolder(path, { signal })).rejects.toThrow(/b\.jpg cannot be read .* --skip-broken/);
    const { count, broken } = await readPictureFolder(path, { signal, skipBroken: true });
    expect(count).toBe(2);
    expect(broken).toEqual([expect.stringMatching(/b\.jpg cannot be read/)]);
  });

  const png = Buffer.from('not a picture');
  it.each([
    ['a sub-folder that names no expression', { 'happy/a.png': png, 'confused/a.png': png }, /"confused" .* Rename it/],
    ['numbers', { '1/a.png': png }, /"1" .* every data set counts differently/],
    ['the folder above', { 'test/happy/a.png': png, 'train/sad/a.png': png }, /"test" .* Did you mean --data .*test\?/],
    ['no sub-folders', { 'a.png': png }, /neither fer2013\.csv nor a sub-folder/],
    ['no pictures', { 'sad/a.txt': 'x' }, /hold no pictures/],
    ['a broken picture', { 'sad/broken.png': png }, /broken\.png cannot be read as a picture/],
  ])('refuses %s in a sentence', async (_, files, message) => {
    await expect(readPictureFolder(folder(files), { signal })).rejects.toThrow(message);
  });

  it('stops when asked to', async () => {
    const path = folder({
      'sad/a.png': await ramp(4, 4, () => 7)
        .png()
        .toBuffer(),
    });
    await expect(readPictureFolder(path, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
