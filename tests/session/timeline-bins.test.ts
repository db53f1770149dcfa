import { expect, it } from 'vitest';
import { KNOWN_CLASSES } from '../../src/classes';
import type { Presence } from '../../src/session/presence';
import { type Lane, UNREAD } from '../../src/session/timeline';
import { bins } from '../../src/session/timeline-bins';

const laneOf = (unread: readonly (Presence | undefined)[]): Lane => ({
  participant: 'ann',
  name: 'Ann',
  isSelf: false,
  classes: KNOWN_CLASSES,
  shares: new Float32Array(unread.length * KNOWN_CLASSES.length).fill(Number.NaN),
  named: new Int8Array(unread.length).fill(UNREAD),
  more: new Int8Array(unread.length).fill(-1),
  unread,
});

it('says of each gap whether there was a camera: one that is on is never said to be off', () => {
  const states = ['on', 'still', 'busy', 'off', undefined] as const;
  const gaps = bins(laneOf(states), 0, states.length, states.length).map(({ gap }) => gap);
  expect(gaps).toEqual(['no reading', 'no reading', 'no reading', 'no camera', null]);
  const [mostly] = bins(laneOf(['busy', 'still', 'off']), 0, 3, 1);
  expect(mostly?.gap).toBe('no reading');
});
