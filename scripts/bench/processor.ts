import type { Browser } from 'puppeteer';

/** Processor time of one of a browser's processes. */
export interface ProcessTime {
  readonly pid: number;
  /** 'browser', 'renderer', 'GPU' … */
  readonly type: string;
  /** Since it started. */
  readonly seconds: number;
}

/** What each of a browser's processes took of the processor so far, whatever else runs on the machine. */
export async function processTimes(browser: Browser): Promise<ProcessTime[]> {
  const session = await browser.target().createCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.map(({ id, type, cpuTime }) => ({ pid: id, type, seconds: cpuTime }));
  } finally {
    await session.detach();
  }
}

/** Seconds of all of them together. */
export async function processorSeconds(browser: Browser): Promise<number> {
  return (await processTimes(browser)).reduce((sum, { seconds }) => sum + seconds, 0);
}
