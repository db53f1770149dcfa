import { setTimeout as pause } from 'node:timers/promises';
import type { ConsoleMessage, Page } from 'puppeteer';
import { beforeAll, expect, it } from 'vitest';
import { watchPictures } from '../../scripts/driver/open-pictures';
import type { Popup } from '../../scripts/driver/popup';
import { filesWith, profileOf } from '../../scripts/driver/profile-bytes';
import { until } from '../../scripts/driver/until';
import { readCall, rowOf, useFacet } from './session';

// That no request leaves the browser useFacet makes sure of, here as in every end-to-end file.
const facet = useFacet({ myExpression: 'happiness' });

/** Words that stand nowhere but in this call. */
const [QUORL, VEXTA, PLENN] = ['Zyxwva Quorl', 'Brumhild Vexta', 'Oktavius Plenn'];
const [MARK, NOTE] = ['Quibbelmoment', 'Flumbernotiz'];

let call: Page;
let popup: Popup;
const logged: string[] = [];
const listen = (message: ConsoleMessage) => void logged.push(message.text());

beforeAll(async () => {
  const worker = await facet().worker();
  worker.on('console', listen);
  call = await facet().call('meet');
  call.on('console', listen);
  for (const name of [QUORL, VEXTA, PLENN]) {
    await call.evaluate(async (who) => void (await window.call?.join(who, { expression: 'happiness' })), name);
  }
  popup = await readCall(facet(), call);
  popup.page.on('console', listen);
  (await facet().offscreen()).on('console', listen);
  await rowOf(popup, QUORL, ({ expression }) => expression === 'happiness');
});

it('closes every picture within a tick or two, in the page and in the engine', async () => {
  const people = 4;
  for (const [where, pictures] of [
    ['engine', await watchPictures(await facet().offscreen())],
    ['page', await watchPictures(call, facet().extensionId)],
  ] as const) {
    const counts: number[] = [];
    let closed = 0;
    for (let i = 0; i < 40; i++) {
      await pause(97);
      const now = await pictures();
      counts.push(now.open);
      closed = now.closed;
    }
    expect(closed, `${where} closes pictures`).toBeGreaterThan(3 * people);
    expect(counts.filter((open) => open === 0).length, `${where}: ${counts}`).toBeGreaterThan(0);
    // One tick is being read, the next is on its way.
    expect(Math.max(...counts), `${where}: ${counts}`).toBeLessThanOrEqual(2 * people);
  }
});

it('stores and logs numbers, times and names, and nothing of a picture', async () => {
  await popup.page.type('[aria-label="Word for a mark"]', MARK);
  await popup.press('Mark');
  await pause(3_000);
  const stored = (await popup.page.evaluate(dump)) as Stored;
  // What sessions keep of people is sealed, names and words among it.
  for (const [place, { text }] of Object.entries(stored))
    expect(
      [QUORL, VEXTA, PLENN, MARK].filter((word) => text.includes(word)),
      place,
    ).toEqual([]);
  // Bytes are rows of numbers, 72 each at the most, and the ids of their people; a face of 48 × 48 would have 2304.
  for (const [place, { bytes, rows }] of Object.entries(stored)) {
    if (place === 'facet.sessions/chunks') expect(bytes, place).toBeLessThanOrEqual(200 * rows);
    else expect(bytes, place).toBeLessThanOrEqual(2304);
    if (bytes > 0) expect(place).toMatch(/^facet.sessions\/(chunks|sessions|marks)$/);
  }
  expect(Object.keys(stored)).toContain('facet.sessions/chunks');
  // Nor long lists of numbers, as descriptions of a face are.
  for (const [place, { longest }] of Object.entries(stored)) expect(longest, place).toBeLessThanOrEqual(16);
  for (const line of logged) expect(line).not.toMatch(/Quorl|Vexta|Plenn|Quibbel|blob:|data:/);
});

it('leaves no name, and no key to what is left, in any file of the browser once all is deleted', async () => {
  await popup.press('Stop');
  const options = await facet().options();
  options.on('console', listen);
  await options.goto(facet().url('src/options/index.html#sessions'));
  await options.waitForSelector('.sessions');
  await options.locator('.sessions h2 a').click();
  await options.locator('textarea').fill(NOTE);
  await options.keyboard.press('Tab');
  // The browser writes what its tabs hold every few seconds.
  await pause(5_000);
  await options.goto(facet().url('src/options/index.html#sessions'));
  await options.waitForSelector('.sessions');
  const profile = profileOf(facet().browser);
  const keys = (await options.evaluate(keyBytes)).map((bytes) => Uint8Array.from(bytes));
  expect(keys).toHaveLength(1);
  expect(filesWith(keys[0]!, profile), 'what is looked for is found before').toHaveLength(1);
  await options.locator('::-p-aria([name="Delete all sessions"][role="button"])').click();
  await options.waitForSelector('.empty');
  // Whoever leaves the page takes nothing back any more.
  await options.goto(facet().url('src/options/index.html#about'));
  await until(async () => (await options.evaluate(keyBytes)).length === 0);
  for (const what of [...keys, QUORL, VEXTA, PLENN, MARK, NOTE])
    expect(filesWith(what, profile), String(what)).toEqual([]);
  expect(Object.keys(await options.evaluate(dump)).filter((place) => place.startsWith('facet.sessions'))).toEqual([]);
});

/** The keys that sessions are sealed with. */
async function keyBytes(): Promise<number[][]> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('session-keys', { create: true });
  const keys: number[][] = [];
  for await (const file of (folder as unknown as { values(): AsyncIterable<FileSystemFileHandle> }).values()) {
    // One may go while it is read.
    const bytes = await file
      .getFile()
      .then((one) => one.arrayBuffer())
      .catch(() => null);
    if (bytes) keys.push([...new Uint8Array(bytes)]);
  }
  return keys;
}

/** All that the extension keeps, by place. */
type Stored = Record<string, { text: string; bytes: number; rows: number; longest: number }>;

async function dump(): Promise<Stored> {
  const stored: Stored = {};
  const add = (place: string, value: unknown) => {
    const known = stored[place] ?? { text: '', bytes: 0, rows: 0, longest: 0 };
    stored[place] = known;
    const look = (part: unknown): void => {
      if (part instanceof Blob || part instanceof ImageData) known.bytes += Number.POSITIVE_INFINITY;
      else if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) known.bytes += part.byteLength;
      else if (Array.isArray(part)) {
        if (part.every((one) => typeof one === 'number')) known.longest = Math.max(known.longest, part.length);
        part.forEach(look);
      } else if (typeof part === 'object' && part !== null) {
        const { count } = part as { count?: unknown };
        if (typeof count === 'number') known.rows += count;
        Object.values(part).forEach(look);
      }
    };
    look(value);
    known.text += JSON.stringify(value, (_, part) => (ArrayBuffer.isView(part) ? null : part));
  };
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of db.objectStoreNames) {
      const all = await new Promise<unknown[]>((resolve, reject) => {
        const request = db.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const value of all) add(`${name}/${store}`, value);
    }
    db.close();
  }
  for (const area of ['local', 'session', 'sync'] as const) add(`storage.${area}`, await chrome.storage[area].get());
  add('localStorage', { ...localStorage });
  add('caches', await caches.keys());
  const files = await navigator.storage.getDirectory();
  for await (const name of (files as unknown as { keys(): AsyncIterable<string> }).keys()) add('files', name);
  return stored;
}
