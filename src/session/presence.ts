import type { CameraState } from '../camera';

/** Whether somebody was in the call, and if so what their camera gave. */
export type Presence = CameraState | 'away';

/** A state that holds until the next one. */
export interface HeldPresence {
  readonly state: Presence;
  /** First second with it, since the epoch, whole. */
  readonly from: number;
}

/** States of one participant that are kept, the newest: a page may show another one every second. */
const MOST = 1000;

/**
 * A participant's states with the one that holds from `time` on. A second bears the state that it ends with, so that
 * what changes twice within one leaves no trace.
 * @param time milliseconds since the epoch
 */
export function changed(states: readonly HeldPresence[], state: Presence, time: number): readonly HeldPresence[] {
  if (states.at(-1)?.state === state) return states;
  const from = Math.floor(time / 1000);
  const earlier = states.filter((held) => held.from < from);
  return earlier.at(-1)?.state === state ? earlier : [...earlier, { state, from }].slice(-MOST);
}

/** The state in a second: away before the first; undefined where nothing was noted (sessions of before 2026-11-27). */
export function presenceAt(states: readonly HeldPresence[] | undefined, second: number): Presence | undefined {
  if (!states?.length) return undefined;
  return states.findLast(({ from }) => from <= second)?.state ?? 'away';
}
