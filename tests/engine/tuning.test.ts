import { expect, it } from 'vitest';
import { FaceMemory } from '../../src/engine/face-memory';
import { EXPRESSIONS } from '../../src/expressions';
import { CERTAINTIES, TUNED, type Tuning } from '../../src/tuning';

/** A face of which so many of ten people would say that it is happy, the others by turns something else. */
function happy(share: number): number[] {
  return EXPRESSIONS.map((name) => (name === 'happiness' ? share : (1 - share) / (EXPRESSIONS.length - 1)));
}

it('a face that is followed goes by what the user wants from the next reading on', () => {
  let tuning: Tuning = TUNED;
  const memory = new FaceMemory(EXPRESSIONS, () => tuning);
  expect(memory.addReading(happy(0.55), 0).expression).toBe('happiness');
  tuning = { ...TUNED, certainty: 0.7 };
  // A name is given up after some time only.
  for (const time of [125, 250, 375, 500, 625]) memory.addReading(happy(0.55), time);
  expect(memory.addReading(happy(0.55), 1500)).toMatchObject({ expression: null, unsure: 'low confidence' });
  tuning = { ...TUNED, certainty: 0.5 };
  expect(memory.addReading(happy(0.55), 1625).expression).toBe('happiness');
});

it.each(CERTAINTIES)('from %d on an expression is named, and a little below it is not', (certainty) => {
  const memory = () => new FaceMemory(EXPRESSIONS, () => ({ ...TUNED, certainty }));
  expect(memory().addReading(happy(certainty), 0).expression).toBe('happiness');
  expect(memory().addReading(happy(certainty - 0.01), 0).expression).toBeNull();
});
