/** A data set of drawn faces, as folders: something to train on that shows nobody. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { FER2013_GEOMETRY } from '../../src/engine/align';
import type { DrawnExpression } from './expressions';
import { PEOPLE } from './people';
import { clips } from './render';

const PICTURE = { width: 192, height: 192 };
const FPS = 10;
/** Of the picture's height, a face's square as FER2013 crops it; the eyes are in the picture's middle (clip.ts). */
const FACE = 0.56;
/** People who are only in test/: what is measured is whether a stranger's face is read. */
const STRANGERS = 2;

/**
 * Writes `train/CLASS/…png` and `test/CLASS/…png`.
 * @param each pictures of each person with each expression
 * @returns how many were written
 */
export async function writeDataSet(
  folder: string,
  expressions: readonly DrawnExpression[],
  each = 20,
): Promise<number> {
  const wanted = PEOPLE.flatMap((person, p) =>
    expressions.map((expression) => ({ person, expression, part: p < PEOPLE.length - STRANGERS ? 'train' : 'test' })),
  );
  const drawn = await clips(
    wanted.map(({ person, expression }) => ({ person, expressions: [expression], seconds: each / FPS })),
    PICTURE,
    FPS,
  );
  const side = Math.round(FACE * PICTURE.height);
  const left = Math.round((PICTURE.width - side) / 2);
  const top = Math.round(PICTURE.height / 2 - FER2013_GEOMETRY.eyeCentre[1] * side);
  let written = 0;
  for (const [i, { person, expression, part }] of wanted.entries()) {
    const to = join(folder, part, expression);
    mkdirSync(to, { recursive: true });
    for (const [n, jpeg] of drawn[i]!.entries()) {
      const face = await sharp(jpeg).extract({ left, top, width: side, height: side }).png().toBuffer();
      writeFileSync(join(to, `${person.name.replaceAll(' ', '-')}-${n}.png`), face);
      written++;
    }
  }
  return written;
}
