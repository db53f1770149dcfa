import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PEOPLE } from '../../scripts/faces/people';
import { clips } from '../../scripts/faces/render';
import { listPictures } from '../../scripts/pictures/list';
import { readAll } from '../../scripts/pictures/read';
import { tally } from '../../scripts/pictures/tally';

const folder = mkdtempSync(join(tmpdir(), 'facet-drawn-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('pictures in folders are found, read and named as in a call; a broken one is told', async () => {
  const shown = ['happiness', 'surprise', 'neutral'] as const;
  const wanted = shown.map((expression, who) => ({
    person: PEOPLE[who]!,
    expressions: [expression] as const,
    seconds: 1,
  }));
  const drawn = await clips(wanted, { width: 640, height: 360 }, 1);
  for (const [who, expression] of shown.entries()) {
    mkdirSync(join(folder, expression));
    writeFileSync(join(folder, expression, 'face.jpg'), drawn[who]![0]!);
  }
  const broken = join(folder, 'neutral', 'broken.jpg');
  writeFileSync(broken, 'no picture');

  const told: number[] = [];
  const { read, unreadable } = await readAll(listPictures(folder).pictures, {
    signal: new AbortController().signal,
    onProgress: (share) => told.push(share),
  });
  expect(unreadable).toEqual([broken]);
  expect(told.at(-1)).toBe(1);
  const { found, right, namedRight } = tally(read);
  expect([found, right, namedRight].map((part) => [part?.count, part?.of])).toEqual([
    [3, 3],
    [3, 3],
    [3, 3],
  ]);
}, 120_000);
