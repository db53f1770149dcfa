import { EXPRESSIONS } from '../../src/expressions';
import type { Keeping } from '../../src/messages';
import type { Problem } from '../../src/problem';
import { SessionClock } from '../../src/session/clock';
import { exportCsv } from '../../src/session/export';
import { readSeconds } from '../../src/session/read-seconds';
import { Recorder } from '../../src/session/recorder';
import type { SecondRow, StoredSession } from '../../src/session/records';
import { SessionStore } from '../../src/session/store';
import { unfinishedOf } from '../../src/session/unfinished';

/** What export.browser.test.ts calls inside a real Chromium page: IndexedDB, Blob and long tasks exist only there. */
const page = {
  fill,
  fillVersion1,
  fillVersion2,
  exported,
  longestTask,
  unsealing,
  resealing,
  abortedExport,
  recorded,
  keptOf,
  erasedInMidCall,
  deletedInMidCall,
  brokenOff,
  minutes,
  minutesOfSwitching,
  stored,
  deleteAll,
  withStore,
  damage,
  shortenKey,
  goOn,
  orphan,
  SessionStore,
};
export type StorePage = typeof page;
declare global {
  interface Window {
    facet: StorePage;
  }
}
window.facet = page;

const START = 1_800_000_000;

/** Writes a session of so many participants and seconds. */
async function fill(id: string, participants: number, seconds: number): Promise<void> {
  const store = await SessionStore.open();
  const people = Array.from({ length: participants }, (_, i) => ({
    id: `spaces/abc/devices/${i}`,
    isSelf: i === 0,
    names: [{ name: `Person ${i}`, from: START }],
  }));
  const session: StoredSession = {
    id,
    siteId: 'meet',
    siteLabel: 'Google Meet',
    startedAt: START * 1000,
    modelVersion: 'test',
    lastAt: (START + seconds) * 1000,
    participants: people,
  };
  for (let from = 0; from < seconds; from += 300) {
    const rows: SecondRow[] = [];
    for (let second = from; second < Math.min(seconds, from + 300); second++)
      for (const { id: participant } of people) rows.push(row(id, START + second, participant));
    await store.write(session, rows);
  }
  store.close();
}

/** A database as version 1 of the schema left it, with one session of two rows. */
async function fillVersion1(): Promise<void> {
  await done(indexedDB.deleteDatabase('facet.sessions'));
  const opening = indexedDB.open('facet.sessions', 1);
  opening.onupgradeneeded = () => {
    const { result } = opening;
    result.createObjectStore('sessions', { keyPath: 'id' }).createIndex('byStart', 'startedAt');
    result.createObjectStore('rows', { keyPath: ['session', 'second', 'participant', 'face'] });
  };
  const db = await done(opening);
  const writing = db.transaction(['sessions', 'rows'], 'readwrite');
  const session = { id: 'old', siteId: 'meet', siteLabel: 'Google Meet', startedAt: START * 1000 + 400 };
  const participants = [
    { id: 'a', name: 'Ann', isSelf: true },
    { id: 'b', name: 'Participant 2', isSelf: false },
  ];
  writing.objectStore('sessions').put({ ...session, lastAt: (START + 1) * 1000, modelVersion: '1', participants });
  for (const id of ['a', 'b']) writing.objectStore('rows').put(row('old', START, id));
  await new Promise((resolve) => {
    writing.oncomplete = resolve;
  });
  db.close();
}

/** A database as version 2 left it, with one session of so many people and seconds. */
async function fillVersion2(id: string, people: number, seconds: number): Promise<void> {
  await done(indexedDB.deleteDatabase('facet.sessions'));
  const opening = indexedDB.open('facet.sessions', 2);
  opening.onupgradeneeded = () => {
    const { result } = opening;
    result.createObjectStore('sessions', { keyPath: 'id' }).createIndex('byStart', 'startedAt');
    result.createObjectStore('rows', { keyPath: ['session', 'second', 'participant', 'face'] });
  };
  const db = await done(opening);
  const writing = db.transaction(['sessions', 'rows'], 'readwrite');
  const participants = Array.from({ length: people }, (_, i) => ({
    id: `p${i}`,
    isSelf: false,
    names: [{ name: `Person ${i}`, from: START }],
  }));
  const info = { id, siteId: 'meet', siteLabel: 'Google Meet', startedAt: START * 1000, modelVersion: '1' };
  writing.objectStore('sessions').put({ ...info, lastAt: (START + seconds - 1) * 1000, participants });
  const deviations = EXPRESSIONS.map((_, i) => i - 3.25);
  for (let second = 0; second < seconds; second++)
    for (const { id: participant } of participants)
      writing
        .objectStore('rows')
        .put({ ...row(id, START + second, participant), usual: { seconds: 20, deviations, more: null } });
  await new Promise((resolve) => {
    writing.oncomplete = resolve;
  });
  db.close();
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function row(session: string, second: number, participant: string): SecondRow {
  const probabilities = EXPRESSIONS.map((_, i) => (i === 1 ? 0.65123 : 0.04977));
  return {
    session,
    second,
    participant,
    face: 1,
    samples: 5,
    probabilities,
    expression: 'happiness',
    confidence: 0.65123,
    score: 0.91,
  };
}

async function exported(id: string): Promise<{ text: string; progress: number[]; firstBytes: number[] }> {
  const store = await SessionStore.open();
  const progress: number[] = [];
  const blob = await exportCsv(store, id, { onProgress: (share) => progress.push(share) });
  store.close();
  const firstBytes = [...new Uint8Array(await blob.slice(0, 3).arrayBuffer())];
  // text() drops the byte order mark.
  return { text: await blob.text(), progress, firstBytes };
}

/** Exports, and returns how long the longest task took meanwhile (0: none over the 50 ms that browsers report) and the bytes. */
async function longestTask(id: string): Promise<{ longest: number; bytes: number; ms: number }> {
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  const store = await SessionStore.open();
  const started = performance.now();
  const blob = await exportCsv(store, id);
  const ms = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, 200));
  store.close();
  observer.disconnect();
  return { longest: Math.max(0, ...tasks), bytes: blob.size, ms };
}

/** Milliseconds to read a session's seconds, and how many of a face there were. */
async function unsealing(id: string): Promise<{ ms: number; rows: number }> {
  const store = await SessionStore.open();
  const started = performance.now();
  let rows = 0;
  const { seconds } = await readSeconds(store, id);
  for await (const some of seconds) rows += some.filter((one) => 'face' in one).length;
  const ms = performance.now() - started;
  store.close();
  return { ms, rows };
}

/** Milliseconds to erase somebody from a session, which is sealed anew. */
async function resealing(id: string, participant: string): Promise<number> {
  const store = await SessionStore.open();
  const started = performance.now();
  await store.deleteParticipant(id, participant);
  const ms = performance.now() - started;
  store.close();
  return ms;
}

async function abortedExport(id: string): Promise<{ error: string; share: number }> {
  const store = await SessionStore.open();
  const abort = new AbortController();
  let share = 0;
  const onProgress = (now: number) => {
    share = now;
    abort.abort(new Error('enough'));
  };
  const error = await exportCsv(store, id, { signal: abort.signal, onProgress }).then(
    () => 'none',
    (reason: Error) => reason.message,
  );
  store.close();
  return { error, share };
}

/**
 * Records a little, with a store that refuses the first writes as a full disk does where `full` is set.
 * Returns what the recorder said on the way, and the file in the end.
 */
async function recorded(
  id: string,
  full: boolean,
): Promise<{ problems: (Problem | null)[]; early: number; text: string }> {
  const put = IDBObjectStore.prototype.put;
  if (full) {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  }
  const abort = new AbortController();
  const startedAt = Date.now();
  const recorder = new Recorder(recordingOf(id, startedAt), abort.signal);
  const anna = { id: 'ann', name: 'Participant 1', named: false, isSelf: false, camera: 'on' } as const;
  recorder.participants([anna]);
  const face = surprised();
  const problems: (Problem | null)[] = [];
  const until = startedAt + 6500;
  while (Date.now() < until) {
    if (Date.now() > startedAt + 3500) recorder.participants([{ ...anna, name: 'Ann', named: true }]);
    recorder.add({ participantId: 'ann', time: performance.now(), faces: [face] });
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (problems.at(-1) !== recorder.problem) problems.push(recorder.problem);
  }
  const store = await SessionStore.open();
  const early = await store.countRows(id);
  IDBObjectStore.prototype.put = put;
  abort.abort();
  await recorder.finish();
  problems.push(recorder.problem);
  const text = await (await exportCsv(store, id)).text();
  store.close();
  return { problems, early, text };
}

/** What is left in the store of two people's two seconds, once their call has ended. */
async function keptOf(id: string, keeping: Keeping): Promise<{ names: string[]; rows: number; isListed: boolean }> {
  const recorder = new Recorder({ ...recordingOf(id, Date.now()), keeping }, new AbortController().signal);
  const person = (name: string) =>
    ({ id: name.toLowerCase(), name, named: true, isSelf: false, camera: 'on' }) as const;
  recorder.participants([person('Ann'), person('Bob')]);
  for (let i = 0; i < 10; i++) {
    for (const participantId of ['ann', 'bob'])
      recorder.add({ participantId, time: performance.now(), faces: [surprised()] });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await recorder.finish();
  const store = await SessionStore.open();
  const session = (await store.sessions()).find((one) => one.id === id);
  const rows = await store.countRows(id);
  store.close();
  const names = (session?.participants ?? []).flatMap((one) => one.names.map(({ name }) => name));
  return { names, rows, isListed: session !== undefined };
}

/**
 * What the store has of a call in which everyone is erased after two seconds; one of them stays.
 */
async function erasedInMidCall(id: string, pseudonyms: boolean) {
  const keeping = { pseudonyms, isFleeting: false };
  const recorder = new Recorder({ ...recordingOf(id, Date.now()), keeping }, new AbortController().signal);
  const [ann, bob] = [
    { ...here('ann', 'Ann'), place: 'meet' },
    { ...here('bob', 'Participant 2'), named: false, place: 'meet' },
  ];
  const read = async (ids: readonly string[]) => {
    for (const end = performance.now() + 2200; performance.now() < end; ) {
      for (const participantId of ids) recorder.add({ participantId, time: performance.now(), faces: [surprised()] });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  recorder.participants([ann, bob]);
  await read(['ann', 'bob']);
  await recorder.flush();
  const store = await SessionStore.open();
  const places = (await store.session(id))?.participants.map(({ place }) => place ?? null);
  recorder.participants([ann]);
  const problems = [recorder.erase('ann'), recorder.erase('bob')];
  recorder.participants([ann]);
  const failed = await Promise.all(problems);
  const erasedAt = recorder.now / 1000;
  const between = await store.countRows(id);
  await read(['ann']);
  await recorder.finish();
  const [session, rows] = [await store.session(id), await store.rowsAfter(id, null, 1000)];
  store.close();
  const names = session?.participants.map((one) => one.names.map(({ name }) => name).join());
  const people = [...new Set(rows.map(({ participant }) => participant))];
  return { places, failed, between, names, people, isAfter: rows.every(({ second }) => second + 1 > erasedAt) };
}

function recordingOf(id: string, startedAt: number, clock = new SessionClock(startedAt)) {
  const session = { id, siteId: 'meet', siteLabel: 'Google Meet', startedAt, modelVersion: 'test' };
  return { session, clock, documents: () => [`document of ${id}`] };
}

function surprised() {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const probabilities = EXPRESSIONS.map((name) => (name === 'surprise' ? 1 : 0));
  return { face: 1, box, score: 0.9, probabilities, expression: 'surprise', confidence: 1 } as const;
}

const here = (id: string, name: string) => ({ id, name, named: true, isSelf: false, camera: 'on' }) as const;

/** A call whose session is deleted when it is a few seconds old; one of its people has left by then. */
async function deletedInMidCall(id: string, how: 'one' | 'all') {
  const abort = new AbortController();
  const recorder = new Recorder(recordingOf(id, Date.now()), abort.signal);
  const store = await SessionStore.open();
  const read = async (ids: readonly string[], seconds: number) => {
    for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
      for (const participantId of ids) recorder.add({ participantId, time: performance.now(), faces: [surprised()] });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  recorder.participants([here('p1', 'Ann Stays'), here('p2', 'Bob Left')]);
  await read(['p1', 'p2'], 2.2);
  await recorder.flush();
  recorder.participants([here('p1', 'Ann Stays')]);
  const before = await store.countRows(id);
  const deletedAt = Date.now();
  if (how === 'one') await store.delete(id);
  else await store.deleteEverything();
  await read(['p1'], 2.2);
  await recorder.flush();
  await read(['p1'], 2.2);
  await recorder.finish();
  const sessions = await store.sessions();
  const oldRows = await store.countRows(id);
  const { problem, sessionId } = recorder;
  const rows = await store.countRows(sessionId);
  store.close();
  return { before, deletedAt, sessions, oldRows, rows, problem, sessionId };
}

/** A recorder that goes without a word, `times` over, each time followed by one that goes on. */
async function brokenOff(id: string, times: number) {
  let clock = new SessionClock();
  const startedAt = clock.at();
  let participants: StoredSession['participants'] = [];
  for (let i = 0; i < times; i++) {
    const abort = new AbortController();
    const recorder = new Recorder({ ...recordingOf(id, startedAt, clock), participants }, abort.signal);
    recorder.participants([here('p1', 'Ann')]);
    for (const end = performance.now() + 1300; performance.now() < end; ) {
      recorder.add({ participantId: 'p1', time: performance.now(), faces: [surprised()] });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await recorder.flush();
    abort.abort();
    await recorder.flush();
    const next = await unfinishedOf(`document of ${id}`);
    if (!next || next.session.id !== id) throw new Error(`After ${i + 1} breaks the session is not found again.`);
    clock = next.clock();
    participants = next.participants;
  }
  const last = new Recorder({ ...recordingOf(id, startedAt, clock), participants }, new AbortController().signal);
  await last.finish();
  const store = await SessionStore.open();
  const [session, rows] = [await store.session(id), await store.rowsAfter(id, null, 1000)];
  store.close();
  return {
    session,
    seconds: rows.map(({ second }) => second),
    ended: (await unfinishedOf(`document of ${id}`)) === null,
  };
}

/** What the store weighs after so many minutes of a call, written every three seconds as a recorder does. Bytes. */
async function minutes(id: string, people: number, count: number): Promise<number> {
  const store = await SessionStore.open();
  const ids = Array.from({ length: people }, (_, i) => `p${i}`);
  const info = { id, siteId: 'meet', siteLabel: 'Google Meet', startedAt: START * 1000, modelVersion: 'test' };
  const participants = ids.map((one) => ({ id: one, isSelf: false, names: [{ name: `Named ${one}`, from: START }] }));
  const session: StoredSession = { ...info, lastAt: START, participants };
  await store.begin(id, ['d'], START);
  for (let from = 0; from < count * 60; from += 3) {
    const rows = [0, 1, 2].flatMap((i) => ids.map((one) => wholeRow(id, START + from + i, one)));
    await store.append(id, from === 0 ? session : null, rows, { lastAt: (START + from + 2) * 1000, documents: ['d'] });
  }
  store.close();
  return count * 60 * people;
}

function wholeRow(session: string, second: number, participant: string): SecondRow {
  const deviations = EXPRESSIONS.map(() => 10 * Math.random() - 5);
  const probabilities = EXPRESSIONS.map(() => Math.random() / 4);
  const usual = { seconds: 100, deviations, more: null };
  return { ...row(session, second, participant), agreement: Math.random(), probabilities, usual };
}

/** All that the database holds, as a reader of its files sees it, and which keys there are. */
async function stored(): Promise<{ text: string; keys: string[] }> {
  let text = '';
  // To open one that is not there makes an empty one.
  for (const { name: database = '' } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(database));
    for (const name of db.objectStoreNames) {
      const all: unknown[] = await done(db.transaction(name).objectStore(name).getAll());
      const readable = (_: string, part: unknown) =>
        part instanceof Uint8Array ? new TextDecoder('latin1').decode(part) : part;
      text += JSON.stringify(all, readable);
    }
    db.close();
  }
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('session-keys', { create: true });
  const keys: string[] = [];
  for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) keys.push(name);
  return { text, keys };
}

async function deleteAll(): Promise<void> {
  const store = await SessionStore.open();
  await store.deleteEverything();
  store.close();
}

/** As {@link minutes}, through a recorder, in a call in which somebody switches the camera every three seconds. */
async function minutesOfSwitching(id: string, people: number, count: number): Promise<number> {
  let now = START * 1000;
  // Its own time, which runs as fast as it is written.
  const clock = new (class extends SessionClock {
    override check = () => false;
  })(now, () => now);
  const list = Array.from({ length: people }, (_, i) => here(`spaces/abc/devices/${i}`, `Named ${i}`));
  const recorder = new Recorder(recordingOf(id, now, clock), new AbortController().signal);
  const off = new Set<number>();
  for (let turn = 0; turn < count * 20; turn++) {
    const one = turn % people;
    if (!off.delete(one)) off.add(one);
    recorder.participants(list.map((person, i) => ({ ...person, camera: off.has(i) ? 'off' : 'on' })));
    for (const end = now + 3000; now < end; now += 500)
      for (const { id: participantId } of list) recorder.add({ participantId, time: now, faces: [surprised()] });
    await recorder.tick();
  }
  await recorder.finish();
  const store = await SessionStore.open();
  const [rows, session] = [await store.countRows(id), await store.session(id)];
  store.close();
  const changes = session?.participants.reduce((sum, { presence = [] }) => sum + presence.length, 0) ?? 0;
  if (changes < count * 20) throw new Error(`Of ${count * 20} switches ${changes} are stored.`);
  return rows;
}

async function withStore<T>(work: (store: SessionStore) => Promise<T>): Promise<T> {
  const store = await SessionStore.open();
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

async function inDatabase<T>(work: (db: IDBDatabase) => Promise<T>): Promise<T> {
  const db = await done(indexedDB.open('facet.sessions'));
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** Changes a byte of a session's sealed record. */
function damage(id: string, how: 'a bit' | 'short' | 'no bytes' | 'no session' | 'no time' = 'a bit'): Promise<void> {
  return inDatabase(async (db) => {
    const sessions = db.transaction('sessions', 'readwrite').objectStore('sessions');
    const kept: { id: string; startedAt: number; sealed: Uint8Array } = await done(sessions.get(id));
    kept.sealed[kept.sealed.length - 1]! ^= 1;
    const { startedAt } = kept;
    const damaged = {
      'a bit': kept,
      short: { ...kept, sealed: kept.sealed.slice(0, 3) },
      'no bytes': { ...kept, sealed: 'no' },
      'no session': { id, startedAt, lastAt: startedAt, participants: [{ id: 'a', names: 'Ann' }] },
      'no time': { id, startedAt: 9e15, lastAt: 'x', participants: [] },
    };
    await done(sessions.put(damaged[how]));
  });
}

/** Leaves so many bytes of a session's key; null: not even the file. */
function shortenKey(id: string, bytes: number | null): Promise<void> {
  return inDatabase(async (db) => {
    const { key }: { key: string } = await done(db.transaction('keys').objectStore('keys').get(id));
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('session-keys');
    if (bytes === null) return folder.removeEntry(key);
    const writable = await (await folder.getFileHandle(key)).createWritable();
    await writable.write(new Uint8Array(bytes));
    await writable.close();
  });
}

/** A session of an earlier version goes on in this one: its record and new rows are sealed, the rows of before are not. */
async function goOn(id: string, second: number): ReturnType<typeof stored> {
  await withStore(async (store) => {
    const session = await store.session(id);
    await store.begin(id, [], START * 1000);
    await store.append(id, session!, [row(id, START + second, 'p0')], { documents: [], lastAt: START * 1000 });
  });
  return stored();
}

/** A mark in the clear, also of a session that is not there, and a key file of nobody. */
async function orphan(id: string): Promise<void> {
  await inDatabase((db) =>
    done(db.transaction('marks', 'readwrite').objectStore('marks').put({ session: id, time: 1, word: '' })),
  );
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('session-keys');
  await folder.getFileHandle('0123456789abcdef', { create: true });
}
