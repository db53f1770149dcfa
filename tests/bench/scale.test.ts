import { describe, expect, it } from 'vitest';
import { type Crowd, simulate } from '../../scripts/bench/scale';
import { EFFORTS, type Effort } from '../../src/effort';

const COSTS = { engine: 5, page: 0.2, turnsEvery: 10 };
const gallery = (shown: number, participants: number, more: Partial<Crowd> = {}) =>
  simulate({ shown, participants, ...COSTS, ...more });

describe('a call of many in a paged gallery', () => {
  it.each([100, 500, 1000])('of %i costs what its page of tiles costs', (participants) => {
    const few = gallery(25, 25, { turnsEvery: 1000 });
    const many = gallery(25, participants);
    expect(many.engine / few.engine).toBeCloseTo(1, 1);
    expect(many.page / few.page).toBeCloseTo(1, 1);
    expect(many.mean / few.mean).toBeGreaterThan(0.9);
  });

  it('reads everybody of a small page as often as a smile needs', () => {
    expect(gallery(9, 1000).least).toBeGreaterThan(7.5);
  });

  it.each([25, 49])('reads each of %i tiles less often, and all alike', (shown) => {
    const { mean, least, longest } = gallery(shown, 1000, { turnsEvery: 1000 });
    expect(mean).toBeLessThan(8);
    expect(least).toBeGreaterThan(0.98 * mean);
    expect(longest).toBeLessThan(2000 / mean);
  });

  it('keeps to the share that the user chose, however slow the machine', () => {
    for (const engine of [20, 80, 200]) {
      for (const [effort, share] of Object.entries(EFFORTS) as [Effort, number][]) {
        const call = gallery(25, 1000, { engine, effort, turnsEvery: 60, seconds: 600 });
        // The first tick is of as many tiles as there are: nothing is known yet of what they cost.
        expect(call.engine).toBeLessThan(share + 0.05);
        if (engine === 200) expect(call.engine).toBeGreaterThan(0.9 * share);
      }
    }
  });

  it('keeps to a hundredth of a crowded page’s main thread', () => {
    for (const page of [0.2, 0.4, 2]) expect(gallery(49, 1000, { page }).page).toBeLessThan(0.02);
  });
});
