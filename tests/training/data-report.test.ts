import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataReport, sizesOf, twins } from '../../training/dataset/data-report';
import { openTraining } from '../../training/dataset/open-training';

const root = mkdtempSync(join(tmpdir(), 'facet-report-'));
afterAll(() => rmSync(root, { recursive: true }));
const picture = (level: number, side: number) =>
  sharp({ create: { width: side + 4, height: side, channels: 3, background: { r: level, g: level, b: level } } })
    .png()
    .toBuffer();

beforeAll(async () => {
  const files: [string, number, number][] = [
    ['train/<a>/1.png', 10, 20],
    ['train/<a>/2.png', 40, 20],
    ['train/b/1.png', 80, 30],
    ['train/b/2.png', 80, 30],
    ['test/<a>/1.png', 40, 20],
    ['test/b/1.png', 200, 90],
    ['test/b/2.png', 10, 20],
  ];
  for (const [name, level, side] of files) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), await picture(level, side));
  }
});

describe('the page of a data set', () => {
  const open = () => openTraining(root, { split: 0.8, seed: 0, signal: new AbortController().signal });

  it('counts, shows samples and sizes, and finds what occurs twice', async () => {
    const { faces, notes, files } = await open();
    expect(twins(faces)).toHaveLength(3);
    expect(await sizesOf(files!)).toEqual({ least: 20, median: 20, most: 90 });
    const html = await dataReport('mine', faces, notes, files);
    expect(html).toContain('<tr><th>&#60;a&#62;</th><td>2</td><td>1</td><td>3</td></tr>');
    expect(html).toContain('<tr><th>b</th><td>2</td><td>2</td><td>4</td></tr>');
    expect(html).toMatch(/3 times; 2 of them in two parts, .*, and 1 with two labels/);
    expect(html.match(/<img /g)).toHaveLength(7 + 3);
    expect(html).not.toMatch(/<script|<a>|src="(?!data:)/);
  });
});
