import { expect, it } from 'vitest';
import type { FaceReading } from '../../src/engine/types';
import { History } from '../../src/offscreen/history';

const face = (expression: FaceReading['expression'], confidence: number | null = 0.8) =>
  ({ expression, confidence }) as FaceReading;

it('is two minutes in steps of four seconds, with gaps where nothing was read', () => {
  const history = new History();
  const now = 4_000_000;
  history.add('ann', face('anger'), now - 130_000);
  history.add('ann', face(null, null), now - 12_000);
  history.add('ann', face('happiness'), now - 8_000);
  history.add('ann', undefined, now - 4_000);
  history.add('ann', face(null, 0.333), now);
  const steps = history.of('ann', now);
  expect(steps).toHaveLength(30);
  expect(steps.slice(-4)).toEqual([
    { expression: null, confidence: null },
    { expression: 'happiness', confidence: 0.8 },
    null,
    { expression: null, confidence: 0.33 },
  ]);
  expect(steps.slice(0, -4).every((step) => step === null)).toBe(true);
  history.forget('ann');
  expect(history.of('ann', now).every((step) => step === null)).toBe(true);
});
