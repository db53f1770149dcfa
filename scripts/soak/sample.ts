import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { processTimes } from '../bench/processor';
import type { Facet } from '../driver/facet';

/** What the browser holds at one moment. */
export interface Sample {
  /** Seconds since the first. */
  readonly at: number;
  /** MB of script and buffers, WebAssembly's memory among them, in the engine's document and in the call's page. */
  readonly engineHeap: number;
  readonly pageHeap: number;
  /** MB of all processes of the browser that are resident. */
  readonly resident: number;
  readonly engineListeners: number;
  readonly pageListeners: number;
  readonly pageNodes: number;
  /** MB that the extension stores. */
  readonly stored: number;
  /** Pictures that the engine opened since it was last brought up and has not closed. */
  readonly openPictures: number;
}

export async function sampleOf(
  facet: Facet,
  call: Page,
  own: Page,
  at: number,
  openPictures: () => Promise<number>,
): Promise<Sample> {
  const engine = await heldBy(await facet.offscreen());
  const page = await heldBy(call);
  const usage = await own.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  return {
    at,
    engineHeap: engine.heap,
    pageHeap: page.heap,
    resident: await residentMb(facet),
    engineListeners: engine.listeners,
    pageListeners: page.listeners,
    pageNodes: page.nodes,
    stored: usage / 1e6,
    openPictures: await openPictures(),
  };
}

async function heldBy(page: Page): Promise<{ heap: number; listeners: number; nodes: number }> {
  const session = await page.createCDPSession();
  try {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
    const { jsEventListeners, nodes } = await session.send('Memory.getDOMCounters');
    return { heap: (usedSize + backingStorageSize) / 1e6, listeners: jsEventListeners, nodes };
  } finally {
    await session.detach();
  }
}

async function residentMb({ browser }: Facet): Promise<number> {
  const times = await processTimes(browser);
  return times.reduce((sum, { pid }) => sum + rss(pid), 0) / 1024;
}

/** Kilobytes; 0 where the process went, or the system does not tell. */
function rss(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
