import type { CallHost } from '../bridge/call-host';
import type { Call } from './call';
import type { EngineHost } from './engine-host';
import { Pace } from './pace';
import { pause } from './pause';

/** How often an engine that is not ready is looked at again. Milliseconds. */
const PATIENCE = 200;

/**
 * Reads one port's tiles, tick by tick, until the signal aborts: pull, read, answer, rest. The offscreen document has the
 * clock because timers of a page in a hidden tab fire once a second.
 */
export async function run(host: CallHost, call: Call, engine: EngineHost, signal: AbortSignal): Promise<void> {
  const pace = new Pace();
  while (!signal.aborted) {
    const { state } = engine;
    if (state.state !== 'ready') {
      await pause(PATIENCE, signal);
      continue;
    }
    const began = performance.now();
    const frames = await host.pull(pace.maxSide);
    if (!frames) continue;
    const pageIds = new Map(frames.map(({ participantId }) => [call.engineId(host, participantId), participantId]));
    const read = await engine.read(
      frames.map((frame) => ({ ...frame, participantId: call.engineId(host, frame.participantId) })),
    );
    const readings = read.map((reading) => ({ ...reading, participantId: pageIds.get(reading.participantId)! }));
    const holding = call.add(host, readings, state.model.version);
    if (holding.length > 0) host.send({ type: 'readings', readings: holding });

    const spent = performance.now() - began;
    await pause(pace.after(spent, frames.length) - spent, signal);
  }
}
