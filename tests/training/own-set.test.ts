import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPRESSIONS } from '../../src/expressions';
import { openTraining } from '../../training/dataset/open-training';
import { classesOf, duplicates, listOwn, partsOf } from '../../training/dataset/own-set';
import { rowsOf, split } from '../../training/dataset/split';
import { openPictures } from '../../training/evaluation/open-pictures';

const root = mkdtempSync(join(tmpdir(), 'facet-own-'));
afterAll(() => rmSync(root, { recursive: true }));
const options = { split: 0.8, seed: 0, signal: new AbortController().signal };
let pictures: Buffer[];
beforeAll(async () => {
  pictures = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background: { r: 20 * i, g: 20 * i, b: 20 * i } } })
        .png()
        .toBuffer(),
    ),
  );
});

let folders = 0;
function folder(files: Readonly<Record<string, Buffer | string>>): string {
  const path = join(root, String(++folders));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}
const some = (at: string, from: number, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${at}/${i}.png`, pictures[from + i]!]));

describe('a data set of one’s own', () => {
  it.each([
    ['a folder per class', ''],
    ['further down', 'faces/'],
  ])('is %s, split by class where it has no parts', async (_, below) => {
    const path = folder({ ...some(`${below}bored`, 0, 5), ...some(`${below}happy`, 5, 6) });
    const { faces } = await openTraining(path, options);
    expect(faces.own!.names).toEqual(['happiness', 'bored']);
    const { training, validation } = split(faces);
    expect([training.length, validation.length]).toEqual([9, 2]);
    expect([...validation].map((row) => faces.own!.labels[row]).sort()).toEqual([0, 1]);
    const again = await openTraining(path, options);
    expect(again.faces.usages).toEqual(faces.usages);
  });

  it.each([
    ['train', 'test', ''],
    ['train', 'validation', 'images/'],
    ['Training', 'val', ''],
  ])('keeps its parts: %s and %s', async (train, test, below) => {
    const { faces } = await openTraining(
      folder({
        ...some(`${below}${train}/a`, 0, 3),
        ...some(`${below}${train}/b`, 3, 3),
        ...some(`${below}${test}/a`, 6, 1),
        ...some(`${below}${test}/b`, 7, 2),
      }),
      options,
    );
    expect([rowsOf(faces, 'Training').length, rowsOf(faces, 'PublicTest').length]).toEqual([6, 3]);
  });

  it('is a CSV of paths and labels, with parts or without, in any case and order', async () => {
    const path = folder({
      ...some('p', 0, 4),
      'list.csv': 'Label,Split,PATH\nyes,train,p/0.png\n"no",train,p/1.png\nyes,test,p/2.png\nno,test,p/3.png\n',
    });
    const { faces } = await openTraining(join(path, 'list.csv'), options);
    expect(faces.own).toMatchObject({ names: ['no', 'yes'], labels: Uint8Array.from([1, 0, 1, 0]) });
    expect([...faces.usages]).toEqual([0, 0, 1, 1]);
  });

  it('is FER2013 without votes: its seven labels', async () => {
    const row = (label: number, usage: string) => `${label},${Array(2304).fill(label).join(' ')},${usage}`;
    const path = folder({
      'fer2013.csv': `emotion,pixels,Usage\n${row(3, 'Training')}\n${row(4, 'PublicTest')}\n`,
    });
    const { faces } = await openTraining(path, options);
    expect(faces.own!.names).toHaveLength(7);
    expect([faces.own!.names[faces.own!.labels[0]!], faces.own!.names[faces.own!.labels[1]!]]).toEqual([
      'happiness',
      'sadness',
    ]);
  });

  it('counts pictures that stand in both parts, and does not train on them', async () => {
    const { faces } = await openTraining(
      folder({ ...some('train/a', 0, 3), ...some('train/b', 3, 3), ...some('test/a', 2, 1), ...some('test/b', 8, 1) }),
      options,
    );
    expect(duplicates(faces)).toEqual({ within: 0, across: 1 });
    expect(split(faces)).toMatchObject({ training: { length: 5 }, dropped: { inValidation: 1 } });
  });

  it('leaves one picture of each class to train on, and measures one where there are two', () => {
    const labels = ['a', 'a', 'b', 'c', 'c', 'c', 'c'];
    const parts = partsOf(labels, [], 0.8, 3).concat(
      partsOf(
        labels,
        labels.map(() => undefined),
        0.8,
        3,
      ),
    );
    const of = (name: string) => parts.filter((_, i) => labels[i % labels.length] === name);
    expect(of('b')).not.toContain('PublicTest');
    expect(of('a')).toContain('Training');
  });

  it('names known expressions in their order, others after them', () => {
    expect(classesOf(['zeal', 'fear', 'bored', 'neutral', 'fear'])).toEqual(['neutral', 'fear', 'bored', 'zeal']);
  });

  it('follows links to classes', () => {
    const real = folder(some('x', 0, 2));
    const path = folder(some('a', 2, 2));
    symlinkSync(join(real, 'x'), join(path, 'b'));
    expect(listOwn(path).pictures.map(({ label }) => label)).toEqual(['a', 'a', 'b', 'b']);
  });

  it.each([
    ['one class only', { 'a/x.png': 'p' }, /pictures of 1 class|cannot be read/],
    ['an empty class', { 'a/x.png': 'p', 'b/x.txt': 'p' }, /b holds no pictures/],
    [
      'parts beside other folders',
      { 'train/a/x.png': 'p', 'a/x.png': 'p' },
      /parts of a data set \(train\) and other folders \(a\)/,
    ],
    ['a CSV without labels', { 'l.csv': 'path,kind\nx.png,a\n' }, /one with labels/],
    [
      'a CSV with an empty label',
      { 'x.png': 'p', 'l.csv': 'path,label\nx.png,\n' },
      /l\.csv, line 2: the label is empty/,
    ],
    ['a CSV that names no file', { 'l.csv': 'path,label\ny.png,a\n' }, /l\.csv, line 2: there is no picture .*y\.png/],
  ])('refuses %s in a sentence', async (_, files, message) => {
    const path = folder(files);
    const data = 'l.csv' in files ? join(path, 'l.csv') : path;
    await expect(openTraining(data, options)).rejects.toThrow(message);
  });

  it('measures a network on what it did not train on, also where the classes are Facet’s own eight', async () => {
    const path = folder({
      ...some('neutral', 0, 4),
      ...some('happiness', 4, 4),
      ...Object.fromEntries(EXPRESSIONS.slice(2).map((name, i) => [`${name}/0.png`, pictures[8 + (i % 4)]!])),
    });
    const trained = { seed: 3, split: 0.5 };
    const { faces } = await openTraining(path, { ...options, ...trained });
    const { rows } = await openPictures(path, { labels: EXPRESSIONS, trained, signal: options.signal });
    expect([...rows]).toEqual([...rowsOf(faces, 'PublicTest')]);
    expect(rows.length).toBeLessThan(faces.count);
  });
});
