import { describe, expect, it } from 'vitest';
import { changed, type HeldPresence, type Presence, presenceAt } from '../../src/session/presence';

function held(...changes: [state: Presence, time: number][]): readonly HeldPresence[] {
  return changes.reduce<readonly HeldPresence[]>((states, [state, time]) => changed(states, state, time), []);
}

describe('who was there', () => {
  it('is noted when it changes', () => {
    expect(held(['on', 10_200], ['on', 12_000], ['off', 15_900], ['away', 20_000])).toEqual([
      { state: 'on', from: 10 },
      { state: 'off', from: 15 },
      { state: 'away', from: 20 },
    ]);
  });

  it('leaves no trace of what came and went within a second', () => {
    expect(held(['on', 10_000], ['busy', 15_100], ['on', 15_900])).toEqual([{ state: 'on', from: 10 }]);
    expect(held(['on', 10_000], ['busy', 15_100], ['off', 15_900]).at(-1)).toEqual({ state: 'off', from: 15 });
  });

  it('is told of any second, where it was noted', () => {
    const states = held(['on', 10_000], ['off', 15_000]);
    expect([9, 10, 14, 15, 99].map((second) => presenceAt(states, second))).toEqual(['away', 'on', 'on', 'off', 'off']);
    expect(presenceAt(undefined, 10)).toBeUndefined();
  });
});
