import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { DrawnExpression } from '../../scripts/faces/expressions';
import { PEOPLE } from '../../scripts/faces/people';
import { clipFile } from '../../scripts/faces/render';
import { listPictures } from '../../scripts/pictures/list';
import { readAll } from '../../scripts/pictures/read';
import { tally } from '../../scripts/pictures/tally';

const folder = mkdtempSync(join(tmpdir(), 'facet-drawn-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The first of a clip's pictures. */
async function drawn(who: number, expression: DrawnExpression): Promise<Buffer> {
  const clip = readFileSync(await clipFile({ person: PEOPLE[who]!, expressions: [expression], seconds: 1 }));
  return clip.subarray(0, clip.indexOf(Buffer.from([0xff, 0xd9])) + 2);
}

it('pictures in folders are found, read and named as in a call; a broken one is told', async () => {
  const shown = ['happiness', 'surprise', 'neutral'] as const;
  for (const [who, expression] of shown.entries()) {
    mkdirSync(join(folder, expression));
    writeFileSync(join(folder, expression, 'face.jpg'), await drawn(who, expression));
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
