import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';

/** Milliseconds of watching, and between two samples. */
const WATCHED = 6_000;
const SAMPLE = 0.1;
/** Milliseconds between two samples of ours that belong to different pieces of work. */
const APART = 30;
/** What a pull runs (src/content/frames.ts). */
const TAKE = 'take';
const TILES = 4;
/** Milliseconds between two samples beyond which the thread had no core: samples of one that runs come every SAMPLE. */
const STARVED = 5 * SAMPLE;

/** Milliseconds of a call page's main thread for each tile of one pull. */
export interface PullTime {
  readonly clock: number;
  /** Without the time in which the thread waited for a core. */
  readonly running: number;
}

/** Pull by pull, from sampled stacks of the content script. */
export async function pageTimes(page: Page): Promise<PullTime[]> {
  const session = await page.createCDPSession();
  try {
    await session.send('Profiler.enable');
    await session.send('Profiler.setSamplingInterval', { interval: 1000 * SAMPLE });
    await session.send('Profiler.start');
    await pause(WATCHED);
    const { profile } = await session.send('Profiler.stop');
    const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
    const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
    const pulls: PullTime[] = [];
    let [now, work, running, last, takes] = [0, 0, 0, Number.NEGATIVE_INFINITY, false];
    for (const [i, sample] of (profile.samples ?? []).entries()) {
      const took = Math.max(0, profile.timeDeltas?.[i] ?? 0) / 1000;
      now += took;
      let [ours, taking] = [false, false];
      for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
        const { url, functionName } = nodes.get(id)!.callFrame;
        if (!url.startsWith('chrome-extension:')) continue;
        ours = true;
        taking ||= functionName === TAKE;
      }
      if (!ours) continue;
      if (now - last > APART) {
        if (takes) pulls.push({ clock: work / TILES, running: running / TILES });
        [work, running] = [0, 0];
        takes = false;
      }
      work += took;
      running += Math.min(took, STARVED);
      takes ||= taking;
      last = now;
    }
    return pulls;
  } finally {
    await session.detach();
  }
}
