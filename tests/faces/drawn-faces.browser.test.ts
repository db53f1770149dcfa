import { expect, it } from 'vitest';
import type { DrawnExpression } from '../../scripts/faces/expressions';
import { PEOPLE } from '../../scripts/faces/people';
import { readDrawnFaces } from '../../scripts/faces/reading';

const MAIN: readonly DrawnExpression[] = ['neutral', 'happiness', 'surprise', 'sadness', 'anger'];

it('Facet’s engine finds every drawn face and reads most as drawn', async () => {
  const readings = await readDrawnFaces(MAIN);
  expect(readings).toHaveLength(PEOPLE.length * MAIN.length);
  for (const { person, drawn, score } of readings) expect(score, `${person}, ${drawn}`).toBeGreaterThan(0.8);

  const right = readings.filter(({ drawn, read }) => drawn === read);
  const wrong = readings.filter(({ drawn, read }) => drawn !== read);
  expect(right.length, JSON.stringify(wrong, null, 1)).toBeGreaterThanOrEqual(readings.length * 0.8);
});
