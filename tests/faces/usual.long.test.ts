import { expect, it } from 'vitest';
import { compare } from '../../scripts/faces/reading';

const PER_SECOND = 3;
/** A smile that hardly shows. */
const SLIGHT = 0.35;
const REST = 25;
const SMILE = 4;

it('marks a slight smile of somebody who is known at rest, within a second and no longer than it lasts', async () => {
  const acts = [{ seconds: REST }, { seconds: SMILE, smile: SLIGHT }, { seconds: 30 }];
  const [moments] = await compare(['Amara Okafor'], acts, PER_SECOND);
  const marks = (from: number, to: number) =>
    moments!.filter(({ time }) => time >= from && time < to).map(({ usual }) => usual?.more ?? null);
  expect(new Set(marks(0, REST))).toEqual(new Set([null]));
  expect(new Set(marks(REST + 1, REST + SMILE))).toEqual(new Set(['happiness']));
  expect(new Set(marks(REST + SMILE + 1.5, REST + SMILE + 30))).toEqual(new Set([null]));
  // Getting to know a face takes 20 seconds of it.
  expect(moments!.find(({ usual }) => usual?.deviations)?.time).toBeCloseTo(20, -1);
}, 180_000);
