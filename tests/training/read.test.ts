import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KNOWN_CLASSES } from '../../src/classes';
import { facesCsv } from '../../src/session/faces-csv';
import { filesOf } from '../../training/export/model-file';
import { listFiles } from '../../training/pictures/list-files';

const root = join(import.meta.dirname, '../..');
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const folder = mkdtempSync(join(tmpdir(), 'facet-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

/** `npm run read` as it is run, with its exit code and what it wrote on both streams. */
async function read(...args: string[]) {
  const child = spawn(process.execPath, ['--import', tsx, 'training/cli.ts', 'read', ...args], { cwd: root });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out: out.join(''), err: err.join('') };
}

describe('npm run read', () => {
  beforeAll(async () => {
    mkdirSync(at('pictures/below'), { recursive: true });
    const wall = sharp({ create: { width: 120, height: 90, channels: 3, background: '#8899aa' } });
    for (const name of ['pictures/=1+1.png', 'pictures/below/wall.png', 'pictures/wall.png'])
      writeFileSync(at(name), await wall.png().toBuffer());
    writeFileSync(at('pictures/notes.txt'), 'no picture');
    writeFileSync(at('broken.jpg'), 'no picture');
    mkdirSync(at('empty'));
    mkdirSync(at('damaged'));
    writeFileSync(at('damaged/model.json'), '{');
  });

  it('goes on after what is no picture, says so in a sentence, and fails', async () => {
    const { code, out, err } = await read(at('broken.jpg'), at('pictures'), '--out', at('read'));
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/Pictures read: 3; faces: 0/);
    expect(err).toMatch(/ms a picture to find faces/);
    expect(err).toMatch(/broken\.jpg cannot be read as a picture: .+\./);
    expect(err).toMatch(/Left out: 1 files/);
    const names = ['pictures/=1+1.png', 'pictures/below/wall.png', 'pictures/wall.png'].map(at);
    const expected = facesCsv(
      names.map((name) => ({ name, faces: [] })),
      KNOWN_CLASSES,
    );
    expect(readFileSync(at('read/faces.csv'), 'utf8')).toBe(expected);
    expect(readdirSync(at('read')).sort()).toEqual(['=1+1-faces.png', 'below', 'faces.csv', 'wall-faces.png']);
    expect(existsSync(at('read/below/wall-faces.png'))).toBe(true);
  }, 180_000);

  it('is content with broken pictures where it was told to be; --json has them', async () => {
    const { code, out } = await read(at('broken.jpg'), at('pictures/wall.png'), '--json', '--skip-broken');
    expect(code).toBe(0);
    const { model, pictures, broken } = JSON.parse(out);
    expect(model.classes).toEqual(KNOWN_CLASSES.map(({ name }) => name));
    expect(pictures).toMatchObject([{ file: at('pictures/wall.png'), width: 120, height: 90, faces: [] }]);
    expect(broken).toHaveLength(1);
  }, 180_000);

  it.each([
    ['a file that is not there', () => listFiles([at('gone.png')]), /gone\.png: There is no such file or folder/],
    ['a folder without pictures', () => listFiles([at('empty')]), /There is no picture in .*empty/],
    ['a model that is none', () => filesOf(folder), /holds no model\.json/],
    ['a damaged model', () => filesOf(at('damaged')), /model\.json is damaged/],
  ])('refuses %s', (_, attempt, problem) => {
    expect(attempt).toThrow(problem);
  });

  it('does not read again what it wrote', () => {
    mkdirSync(at('pictures/out'));
    writeFileSync(at('pictures/out/wall-faces.png'), readFileSync(at('pictures/wall.png')));
    expect(listFiles([at('pictures')], at('pictures/out')).files).toHaveLength(3);
    expect(listFiles([at('pictures')]).files).toHaveLength(4);
  });
});
