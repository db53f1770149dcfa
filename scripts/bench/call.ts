import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Measurement, Measurements } from './bars';
import { diskBytes } from './disk-bytes';
import { pageTimes } from './page-times';
import { processTimes } from './processor';
import { quantile } from './quantile';
import { openCall, readingsBySecond, type SittingCall, startReading } from './sitting-call';

/** Readings a second that the processor's share is given for: 4 participants, 5 each. */
const READINGS = 20;
/** The first seconds load, warm up and get to know everybody. */
const SETTLE = 6_000;

interface Cost {
  /** Milliseconds of the processor for each reading, of the extension's own process. */
  readonly own: number;
  /** What all of the browser's other processes took more than before reading, for each reading; ours and the call's. */
  readonly others: number;
  readonly readings: number;
  readonly seconds: number;
}

/** What the whole extension costs while it reads a call. */
export async function benchCalls(seconds: number): Promise<{ bars: Measurements }> {
  const bars: Measurements = {};
  bars.moving = await share(4, true, seconds, bars);
  bars.still = await share(4, false, seconds);
  bars.crowdRate = await measured(16, true, seconds, (cost) => ({
    value: 1000 / (cost.own * 16),
    how: `${words(cost)}; 16 people who talk`,
  }));
  return { bars };
}

function share(participants: number, moving: boolean, seconds: number, more?: Measurements): Promise<Measurement> {
  return measured(
    participants,
    moving,
    seconds,
    (cost) => ({ value: (READINGS * cost.own) / 10, how: words(cost) }),
    more && (async (call) => Object.assign(more, { page: await page(call), bytes: await bytes(call) })),
  );
}

function words({ own, others, readings, seconds }: Cost): string {
  return (
    `${own.toFixed(2)} ms of the extension’s process a reading, ${readings} readings in ${seconds} s; ` +
    `the browser’s other processes took ${others.toFixed(2)} ms a reading more than before`
  );
}

async function measured(
  participants: number,
  moving: boolean,
  seconds: number,
  tell: (cost: Cost) => Measurement,
  also?: (call: SittingCall) => Promise<unknown>,
): Promise<Measurement> {
  if (!existsSync('/proc/self/cmdline'))
    return { notMeasured: 'which process is the extension’s is told by Linux alone' };
  const call = await openCall(participants, moving);
  try {
    const before = await costOf(call, seconds / 2);
    await startReading(call);
    await also?.(call);
    await pause(SETTLE);
    // An open popup has the same process and is drawn anew four times a second.
    await call.popup.page.goto('about:blank');
    const during = await costOf(call, seconds);
    const popup = await call.facet.popup(call.page);
    const bySecond = await readingsBySecond({ ...call, popup });
    const readings = [...bySecond].reduce(
      (sum, [second, count]) => sum + (second >= during.from && second < during.to ? count : 0),
      0,
    );
    if (readings === 0) return { notMeasured: 'nobody was read' };
    const others = during.others - (before.others * (during.to - during.from)) / (before.to - before.from);
    return tell({
      own: (1000 * during.own) / readings,
      others: (1000 * others) / readings,
      readings,
      seconds: (during.to - during.from) / 1000,
    });
  } finally {
    await call.facet.close();
  }
}

/** Processor seconds over so many full seconds of the clock. */
async function costOf({ facet }: SittingCall, seconds: number) {
  await pause(1000 - (Date.now() % 1000));
  const from = Date.now() - (Date.now() % 1000);
  const start = await processTimes(facet.browser);
  await pause(from + 1000 * Math.round(seconds) - Date.now());
  const end = await processTimes(facet.browser);
  const known = new Map(start.map(({ pid, seconds: at }) => [pid, at]));
  let [own, others] = [0, 0];
  for (const { pid, seconds: at } of end) {
    const spent = at - (known.get(pid) ?? 0);
    if (isExtension(pid)) own += spent;
    else others += spent;
  }
  return { own, others, from, to: from + 1000 * Math.round(seconds) };
}

/** Offscreen document and service worker share one. */
function isExtension(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--extension-process');
  } catch {
    return false;
  }
}

async function bytes(call: SittingCall): Promise<Measurement> {
  const { total, files } = await diskBytes(call);
  const largest = files.slice(0, 4);
  return {
    value: total / 1e6,
    how: `${files.length} files; the largest, kB: ${largest.map(([name, size]) => `${name} ${(size / 1e3).toFixed(0)}`).join(', ')}`,
  };
}

async function page(call: SittingCall): Promise<Measurement> {
  const times = await pageTimes(call.page);
  if (times.length === 0) return { notMeasured: 'no picture was taken while the page was watched' };
  const of = (key: 'clock' | 'running', share: number) =>
    quantile(
      times.map((time) => time[key]),
      share,
    );
  return {
    value: of('clock', 0.95),
    how:
      `sampled stacks, ${times.length} pulls of 4 tiles, by the clock; p50 ${of('clock', 0.5).toFixed(2)} ms; without waiting ` +
      `for a core p95 ${of('running', 0.95).toFixed(2)}, p50 ${of('running', 0.5).toFixed(2)}`,
  };
}
