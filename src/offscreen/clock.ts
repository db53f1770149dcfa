import type { CallHost } from '../bridge/call-host';
import type { Frame } from '../engine/types';
import { pause } from '../pause';
import type { Call } from './call';
import type { EngineHost } from './engine-host';
import type { Pace } from './pace';
import type { ParticipantIds } from './participant-ids';

/**
 * Reads one port's tiles, tick by tick, until the signal aborts: pull, read, answer, rest. The offscreen document has the
 * clock because timers of a page in a hidden tab fire once a second. While one tick is read, the next one's frames may
 * already be on their way: taking pictures and sending them is another process' work.
 */
export async function runClock(host: CallHost, call: Call, engine: EngineHost, signal: AbortSignal): Promise<void> {
  const { pace } = call;
  let reading = Promise.resolve();
  pace.pages.add(host);
  try {
    while (!signal.aborted) {
      if (engine.state.state !== 'ready') {
        await engine.ready(signal);
        continue;
      }
      const asked = performance.now();
      const frames = await host.pull(pace.maxSide);
      if (!frames) continue;
      pace.isHidden = host.isHidden;
      await reading;
      reading = pullAndRead(frames, host, call, engine, pace);
      await pause(asked + pace.interval - performance.now(), signal);
    }
  } finally {
    pace.pages.delete(host);
  }
}

/** One tick: readings go back to the page, and to the session. */
async function pullAndRead(
  given: readonly Frame[],
  host: CallHost,
  call: Call,
  engine: EngineHost,
  pace: Pace,
): Promise<void> {
  const began = performance.now();
  const people = new Map<string, ParticipantIds>();
  const frames = given.flatMap((frame) => {
    const ids = call.idsOf(host, frame.participantId);
    if (!call.mayRead(ids.session)) {
      frame.image?.close();
      return [];
    }
    people.set(ids.engine, ids);
    return [{ ...frame, participantId: ids.engine }];
  });
  for (const some of inTurns(frames, (id) => call.hasRead(people.get(id)!.session))) {
    const read = await engine.readFrames(some);
    const { state } = engine;
    if (state.state !== 'ready') continue;
    const holding = read.flatMap((reading) => {
      const { session, page } = people.get(reading.participantId)!;
      return call.add({ ...reading, participantId: session }, state.model) ? [{ ...reading, participantId: page }] : [];
    });
    if (holding.length > 0) host.sendReadings(holding);
  }
  pace.worked(performance.now() - began, frames.length);
}

/**
 * A new face is looked at several times before it counts as one: those who are known do not wait for it, nor does the first
 * of those who are new wait for the others.
 */
function inTurns(frames: readonly Frame[], isKnown: (participantId: string) => boolean): readonly Frame[][] {
  const known = frames.filter(({ participantId }) => isKnown(participantId));
  const fresh = frames.filter(({ participantId }) => !isKnown(participantId));
  return [known, fresh.slice(0, 1), fresh.slice(1)].filter((some) => some.length > 0);
}
