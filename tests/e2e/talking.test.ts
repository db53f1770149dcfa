import { expect, it } from 'vitest';
import { listen } from '../faces/reading';

/** Whose neutral face is the hardest of the drawn to read: one reading in thirteen says something else while he talks. */
const TALKER = 'Ravi Menon';

it('keeps the expression of somebody who talks for a minute, neutral or smiling', async () => {
  const [neutral, smiling] = await listen([TALKER], ['neutral', 'happiness'], { seconds: 60, perSecond: 3 });
  expect(neutral!.held).toBeGreaterThanOrEqual(0.95 * 60);
  expect(neutral!.changes).toBeLessThanOrEqual(2);
  expect(smiling!.held).toBeGreaterThanOrEqual(0.9 * 60);
  expect(smiling!.changes).toBeLessThanOrEqual(2);
}, 180_000);
