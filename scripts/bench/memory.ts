import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import type { Measurements } from './bars';
import { openCall, startReading } from './sitting-call';

/** Minutes after Start between which memory may not grow. */
const FROM = 2;
const TO = 30;
const MINUTE = 60_000;
/** Looks at it each time, and milliseconds between two. */
const LOOKS = 20;
const APART = 500;

/** What the offscreen document holds on to while it reads four people who talk for half an hour. */
export async function benchMemory(): Promise<{ bars: Measurements }> {
  const call = await openCall(4, true);
  try {
    await startReading(call);
    await call.popup.page.goto('about:blank');
    const offscreen = await call.facet.offscreen();
    await pause(FROM * MINUTE);
    const early = await heldBytes(offscreen);
    await pause((TO - FROM) * MINUTE);
    const late = await heldBytes(offscreen);
    const how = `${(early / 1e6).toFixed(1)} MB, then ${(late / 1e6).toFixed(1)}, the least of ${LOOKS} looks after garbage was collected`;
    return { bars: { memory: { value: 100 * (late / early - 1), how } } };
  } finally {
    await call.facet.close();
  }
}

/**
 * Script's heap and array buffers, WebAssembly's memory among them: the least of several looks, as pictures that are on their
 * way and a tick that is being read are not held on to.
 */
async function heldBytes(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  try {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < LOOKS; i++) {
      await pause(APART);
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
      least = Math.min(least, usedSize + backingStorageSize);
    }
    return least;
  } finally {
    await session.detach();
  }
}
