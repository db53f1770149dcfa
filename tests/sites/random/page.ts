import '../../i18n/english';
import { fixtureAt } from '../../../scripts/call/page/fixtures';
import { CallReader } from '../../../src/content/call-reader';
import type { Mode } from '../../../src/mode';
import { siteFor } from '../../../src/sites/registry';
import { badgeFaults } from './badges';
import { RandomEvents } from './events';
import { engine } from './extension';
import { Ledger } from './ledger';
import { scan } from './schedule';

/** Badges are looked at after so many events, once they had time to settle. */
const CHECKPOINT = 50;
/** People at once. */
const MOST = 8;
/** Milliseconds for badges to settle in, at the most, on a machine that has other work. */
const SETTLE = 10_000;
/** Milliseconds by which the clock is put forward then: a new name has to stay for a while. */
const STEADY = 2000;
/** How often the engine asks between a change and the scan that sees it. */
const LATE_SCAN = 0.3;

export interface Run {
  /** With event and seed; empty where all was right. */
  readonly faults: readonly string[];
  readonly framesRead: number;
  readonly milliseconds: number;
}

/** What reached the engine: pictures of the user's own camera and of others, and the names of those it was told of. */
export interface HandedOver {
  readonly own: number;
  readonly others: number;
  readonly names: readonly string[];
}

declare global {
  interface Window {
    /** Set by a script that runs before the page's own: closed shadow roots by their hosts. */
    closedRoots: WeakMap<Element, ShadowRoot>;
    /** @returns after the first faults, or all events. */
    randomCall(seed: number, events: number): Promise<Run>;
    /** Reads in a mode for so many pulls. */
    readIn(mode: Mode, pulls: number): Promise<HandedOver>;
  }
}

window.randomCall = async (seed, events) => {
  const began = performance.now();
  const clock = Date.now;
  let ahead = 0;
  Date.now = () => clock() + ahead;
  const call = window.call!;
  const url = new URL(location.href);
  const { expected } = fixtureAt(url);
  const ledger = new Ledger(expected);
  const random = new RandomEvents(call, seed, MOST);
  const life = new AbortController();
  new CallReader(
    siteFor(url),
    { mode: 'people', shortcut: '', pseudonyms: false, isFleeting: false, succession: 'test' },
    {
      gone: () => undefined,
      ended: () => undefined,
      unwanted: () => undefined,
      succeeded: new AbortController().signal,
    },
    life.signal,
  );
  for (let i = 0; i < 3; i++) await random.join();

  const look = async () => {
    for (const frame of await engine.pull()) ledger.look(frame, call.allSeats());
  };
  const overlay = () => {
    const hosts = [...document.querySelectorAll('html > [popover="manual"]')];
    return hosts.map((host) => window.closedRoots.get(host)).find(Boolean) ?? null;
  };
  const settle = async () => {
    ahead += STEADY;
    const end = performance.now() + SETTLE;
    for (;;) {
      scan();
      await look();
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const seats = call.allSeats().filter((seat) => !ledger.mayBeMissing(seat));
      const faults = [...badgeFaults(overlay(), seats), ...ledger.nameFaults(call.allSeats(), engine.participants)];
      if (faults.length === 0) return;
      if (performance.now() > end) return void ledger.faults.push(...faults);
      await pause(30);
    }
  };

  const story: string[] = [];
  for (let event = 0; event < events && ledger.faults.length === 0; event++) {
    story.push(`${event}: ${await random.next()}`);
    // So late that a stream that came with the change has a picture.
    if (story.at(-1)?.includes('recycle') && random.chance(0.3)) await pause(100);
    if (random.chance(LATE_SCAN)) await look();
    scan();
    ledger.compare(call.allSeats(), engine.participants, performance.now());
    await look();
    if (event % CHECKPOINT === CHECKPOINT - 1) await settle();
  }
  life.abort();
  if (overlay()?.host.isConnected) ledger.faults.push('the overlay stays after the reading ended');
  const faults = ledger.faults.length > 0 ? [`seed ${seed}`, ...story.slice(-6), ...new Set(ledger.faults)] : [];
  return { faults, framesRead: ledger.framesRead, milliseconds: Math.round(performance.now() - began) };
};

window.readIn = async (mode, pulls) => {
  const life = new AbortController();
  await window.call!.join('Amara Okafor');
  await window.call!.join('Noah Keller');
  new CallReader(
    siteFor(new URL(location.href)),
    { mode, shortcut: '', pseudonyms: false, isFleeting: false, succession: 'test' },
    {
      gone: () => undefined,
      ended: () => undefined,
      unwanted: () => undefined,
      succeeded: new AbortController().signal,
    },
    life.signal,
  );
  // An engine that is not connected yet hears no answer.
  await pause(500);
  let [own, others] = [0, 0];
  for (let i = 0; i < pulls; i++) {
    scan();
    // Only the own camera bears no mark.
    for (const { mark } of await engine.pull()) mark ? others++ : own++;
    await pause(100);
  }
  life.abort();
  return { own, others, names: engine.participants.map(({ name }) => name).sort() };
};

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
