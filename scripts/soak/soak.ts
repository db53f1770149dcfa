import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer';
import { Facet } from '../driver/facet';
import { watchPictures } from '../driver/open-pictures';
import { everySecondOf, rowsBy } from '../driver/session-csv';
import { until } from '../driver/until';
import { DRAWN_EXPRESSIONS } from '../faces/expressions';
import { PEOPLE } from '../faces/people';
import { mulberry } from '../mulberry';
import { type Deed, type Look, lostOf } from './lost-seconds';
import { watchMachine } from './machine';
import { picture } from './picture';
import { type Sample, sampleOf } from './sample';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    people: { type: 'string', default: '9' },
    seed: { type: 'string', default: '1' },
  },
});
const [minutes, people, seed] = [Number(values.minutes), Number(values.people), Number(values.seed)];
const FOLDER = join(import.meta.dirname, '../../.cache/soak');
/** Seconds between two events of the call, two faults, and two looks. */
const EVERY = { event: 7, fault: 75, sample: 15 };
/** They stay, so that what is lost of them is Facet's loss. */
const STAYING = ['Ada', 'Ben'];

const next = mulberry(seed);
const one = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;

const facet = await Facet.open({ myExpression: 'happiness' });
try {
  const call = await facet.call('meet');
  const names = Array.from({ length: people }, (_, i) => STAYING[i] ?? `Guest ${i}`);
  for (const [i, name] of names.entries()) await join_(call, name, i);
  const popup = await facet.popup(call);
  await popup.start();
  await until(async () => (await popup.rows()).some(({ expression }) => expression), { timeout: 60_000 });

  const began = Date.now();
  const at = () => (Date.now() - began) / 1000;
  const samples: Sample[] = [];
  const looks: Look[] = [];
  const busy = watchMachine();
  /** Faults, and looks that stop the pages. */
  const deeds: Deed[] = [];
  const faults: { readonly at: number; readonly what: string; readonly seconds: number }[] = [];
  const away = new Set<string>();
  const due = { event: EVERY.event, fault: EVERY.fault, sample: 0 };
  let pictures = await watchPictures(await facet.offscreen());
  let events = 0;
  /** Why it ended before its time. */
  let broke: unknown = null;
  const step = async () => {
    if (at() >= due.event) {
      due.event = at() + EVERY.event;
      events++;
      await happen(call, names, away);
    }
    if (at() >= due.fault) {
      due.fault = at() + EVERY.fault;
      const what = one(['worker', 'engine'] as const);
      const [began, from] = [at(), Date.now()];
      if (what === 'worker') {
        // Where it sleeps, there is none to be ended.
        const worker = await facet.worker(1_000).catch(() => null);
        await worker?.close().catch(() => undefined);
      } else {
        await (await facet.offscreen()).close();
        pictures = await watchPictures(await facet.offscreen(60_000));
        await until(async () => (await popup.rows()).some(({ expression }) => expression), { timeout: 60_000 });
      }
      deeds.push({ from, to: Date.now(), what: `fault: ${what}` });
      faults.push({ at: began, what, seconds: at() - began });
    }
    if (at() >= due.sample) {
      due.sample = at() + EVERY.sample;
      const from = Date.now();
      const sample = await sampleOf(facet, call, popup.page, at(), async () => (await pictures()).open);
      samples.push(sample);
      deeds.push({ from, to: Date.now(), what: 'measuring (garbage collected by force)' });
      console.log(JSON.stringify(sample));
    }
    const words = Object.fromEntries((await popup.rows()).map(({ name, reading }) => [name, reading]));
    looks.push({ time: Date.now(), words, busy: busy() });
    await pause(500);
  };
  // What was measured until then is kept.
  while (at() < 60 * minutes && broke === null) await step().catch((error: unknown) => (broke = error));

  const seconds = at();
  const all = everySecondOf(await facet.download(() => popup.press('Export CSV'), 300_000));
  const rows = all.filter(({ face }) => face !== '');
  const lost = STAYING.slice(0, people).map((name) => lostOf(name, all, looks, deeds));
  const packed = await popup.page.evaluate(weigh);
  const half = samples.slice(Math.floor(samples.length / 2));
  const result = {
    minutes: seconds / 60,
    people,
    seed,
    events,
    faults,
    sessions: rowsBy('session_id', rows).size,
    rows: rows.length,
    /** Bytes of a row in its chunk, and of the whole store on the disk by the rows in it. */
    rowBytes: packed.bytes / packed.rows,
    rowBytesOnDisk: (1e6 * (samples.at(-1)?.stored ?? 0)) / packed.rows,
    lost,
    /** Share of all cores that had work, on average. */
    busy: looks.reduce((sum, look) => sum + look.busy, 0) / looks.length,
    /** MB a minute over the second half. */
    engineGrowth: slope(half, 'engineHeap'),
    pageGrowth: slope(half, 'pageHeap'),
    samples,
  };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'soak.json'), `${JSON.stringify(result, null, 1)}\n`);
  const title = `${people} people, ${result.minutes.toFixed(1)} minutes, ${events} events, ${faults.length} faults`;
  writeFileSync(
    join(FOLDER, 'soak.svg'),
    picture(
      samples,
      faults.map((fault) => fault.at),
      title,
    ),
  );
  const { samples: _, faults: __, ...short } = result;
  console.dir({ title, ...short }, { depth: null });
  console.log(`${FOLDER}/soak.json and soak.svg`);
  if (broke) throw broke;
} finally {
  await facet.close();
}

async function join_(call: Page, name: string, i: number): Promise<void> {
  const [face, expression] = [PEOPLE[i % PEOPLE.length]!.name, one(['happiness', 'surprise', 'neutral'] as const)];
  await call.evaluate(async (who, how) => void (await window.call?.join(who, how)), name, { face, expression });
}

/** Somebody comes, goes, switches the camera, or shows something else. */
async function happen(call: Page, names: readonly string[], away: Set<string>): Promise<void> {
  const guests = names.slice(STAYING.length);
  const what = one(['express', 'leave', 'camera', 'layout'] as const);
  const guest = one(guests);
  if (guest !== undefined && away.delete(guest)) return join_(call, guest, names.indexOf(guest));
  if (what === 'leave' && guest !== undefined) {
    away.add(guest);
    return call.evaluate((who) => window.call?.leave(who), guest);
  }
  if (what === 'camera' && guest !== undefined) {
    await call.evaluate(async (who) => void (await window.call?.camera(who, false)), guest);
    return call.evaluate(async (who) => void (await window.call?.camera(who, true)), guest);
  }
  if (what === 'layout') return call.evaluate((how) => window.call?.layout(how), one(['grid', 'spotlight'] as const));
  const shown = one(DRAWN_EXPRESSIONS);
  return call.evaluate((who, how) => window.call?.express(who, how), one(STAYING), shown);
}

/** Of a figure, per minute: the least squares' line through it. */
function slope(samples: readonly Sample[], key: 'engineHeap' | 'pageHeap'): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean((sample) => sample.at / 60), mean((sample) => sample[key])];
  const over = mean((sample) => (sample.at / 60 - x) * (sample[key] - y));
  return over / mean((sample) => (sample.at / 60 - x) ** 2);
}

/** In a page of the extension: all rows of the store, and the bytes that they are packed and sealed into. */
async function weigh(): Promise<{ rows: number; bytes: number }> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('facet.sessions');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const chunks = await new Promise<{ count: number; sealed: Uint8Array }[]>((resolve, reject) => {
    const request = db.transaction('chunks').objectStore('chunks').getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  db.close();
  return {
    rows: chunks.reduce((sum, { count }) => sum + count, 0),
    bytes: chunks.reduce((sum, { sealed }) => sum + sealed.length, 0),
  };
}
