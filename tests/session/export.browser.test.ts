import Papa from 'papaparse';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { type ModulePage, openModule } from '../../scripts/chromium/module-page';
import { COLUMNS } from '../../src/session/columns';
import type {} from './store-page';

let browser: Browser;
let opened: ModulePage;
let page: Page;
/** Another of the same store, in which a test may break the storage for itself. */
let other: Page;

beforeAll(async () => {
  browser = await launch();
  // IndexedDB wants a page with an address.
  opened = await openModule(browser, 'tests/session/store-page.ts');
  page = opened.page;
  await page.waitForFunction(() => 'facet' in window);
  other = await browser.newPage();
  await other.goto(page.url());
  await other.waitForFunction(() => 'facet' in window);
}, 60_000);

afterAll(async () => {
  await opened?.close();
  await browser?.close();
});

function parse(text: string) {
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

describe('sessions in IndexedDB', { timeout: 60_000 }, () => {
  it('exports an hour of 16 participants, a row for each second', async () => {
    await page.evaluate(() => window.facet.fill('hour', 16, 3600));
    const { text, progress, firstBytes } = await page.evaluate(() => window.facet.exported('hour'));
    expect(firstBytes).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse(text);
    expect(rows).toHaveLength(57_600);
    expect(Object.keys(rows[0]!)).toEqual(COLUMNS);
    expect(new Set(rows.map((row) => `${row.time_utc} ${row.participant_id}`)).size).toBe(57_600);
    expect(progress.at(-1)).toBe(1);
    expect(progress.length).toBeGreaterThan(20);
  });

  it('stops an export on its signal', async () => {
    const { error, share } = await page.evaluate(() => window.facet.abortedExport('hour'));
    expect(error).toBe('enough');
    expect(share).toBeLessThan(0.1);
  });

  it('lists, counts and deletes sessions, each with its own rows only', async () => {
    await page.evaluate(() => window.facet.fill('a', 2, 10));
    await page.evaluate(() => window.facet.fill('b', 3, 10));
    const result = await page.evaluate(async () => {
      const store = await window.facet.SessionStore.open();
      const count = async () => [await store.countRows('a'), await store.countRows('b'), await store.countRows('hour')];
      const before = await count();
      await store.delete('a');
      const after = await count();
      const ids = (await store.sessions()).map(({ id }) => id);
      await store.deleteEverything();
      const end = [await count(), (await store.sessions()).length];
      store.close();
      return { before, after, ids, end };
    });
    expect(result.before).toEqual([20, 30, 57_600]);
    expect(result.after).toEqual([0, 30, 57_600]);
    expect(result.ids.sort()).toEqual(['b', 'hour']);
    expect(result.end).toEqual([[0, 0, 0], 0]);
  });

  it('leaves in the trash what another page may still take back, and says what is gone', async () => {
    for (const id of ['here', 'there', 'raced']) await page.evaluate((one) => window.facet.fill(one, 1, 3), id);
    const result = await page.evaluate(async () => {
      const [store, other] = [await window.facet.SessionStore.open(), await window.facet.SessionStore.open()];
      await store.putInTrash(['here', 'there', 'raced']);
      const opened = await other.emptyTrash('left');
      const finished = await other.emptyTrash(['there', 'unknown']);
      const gone = await store.takeBack(['here', 'there']);
      // Both want it at once: it is deleted and told to be gone, or taken back and there.
      const [deleted, late] = await Promise.all([other.emptyTrash('all'), store.takeBack(['raced'])]);
      const ids = (await store.sessions()).map(({ id }) => id).sort();
      await store.putInTrash(['here']);
      const now = Date.now;
      Date.now = () => now() + 20_000;
      const later = await other.emptyTrash('left');
      Date.now = now;
      await store.deleteEverything();
      for (const one of [store, other]) one.close();
      return { opened, finished, gone, raced: { deleted, late }, ids, later };
    });
    expect(result).toMatchObject({ opened: [], finished: ['there'], gone: ['there'], later: ['here'] });
    expect(result.raced.deleted).toEqual(result.raced.late);
    expect(result.ids).toEqual(['here', 'raced'].filter((id) => !result.raced.late.includes(id)));
  });

  it('hides what is in the trash until it is taken back or deleted with marks and note', async () => {
    await page.evaluate(() => window.facet.fill('a', 1, 3));
    await page.evaluate(() => window.facet.fill('b', 1, 3));
    const result = await page.evaluate(async () => {
      const store = await window.facet.SessionStore.open();
      const ids = async () => (await store.sessions()).map(({ id }) => id).sort();
      for (const session of ['a', 'b']) {
        await store.setMark({ session, time: 2000, word: 'later' });
        await store.setMark({ session, time: 1000, word: 'first' });
        await store.setMark({ session, time: 1000, word: 'renamed' });
        await store.setNote({ session, text: `of ${session}` });
      }
      const steps = [];
      await store.putInTrash(['a', 'b']);
      steps.push(await ids());
      await store.takeBack(['b']);
      steps.push(await ids(), await store.emptyTrash('all'), await ids());
      const left = async (session: string) => ({
        rows: await store.countRows(session),
        words: (await store.marks(session)).map(({ word }) => word),
        note: await store.note(session),
      });
      const [a, b] = [await left('a'), await left('b')];
      await store.deleteEverything();
      const end = await left('b');
      store.close();
      return { steps, a, b, end };
    });
    const nothing = { rows: 0, words: [], note: '' };
    expect(result.steps).toEqual([[], ['b'], ['a'], ['b']]);
    expect(result.a).toEqual(nothing);
    expect(result.b).toEqual({ rows: 3, words: ['renamed', 'later'], note: 'of b' });
    expect(result.end).toEqual(nothing);
  });

  it('deletes sessions that ended before a time, and no other', async () => {
    const end = (seconds: number) => (1_800_000_000 + seconds) * 1000;
    await page.evaluate(() => window.facet.fill('short', 1, 3));
    await page.evaluate(() => window.facet.fill('long', 1, 9));
    const result = await page.evaluate(
      async (before, after) => {
        const store = await window.facet.SessionStore.open();
        const ids = async () => (await store.sessions()).map(({ id }) => id);
        const counts = [await store.deleteOlder(before), await store.deleteOlder(after)];
        const left = { ids: await ids(), short: await store.countRows('short'), long: await store.countRows('long') };
        await store.deleteEverything();
        store.close();
        return { counts, left };
      },
      end(3),
      end(5),
    );
    expect(result).toEqual({ counts: [0, 1], left: { ids: ['long'], short: 0, long: 9 } });
  });

  it('keeps no name where pseudonyms are wished, and nothing of a call that is to be forgotten with its end', async () => {
    const keptOf = (id: string, pseudonyms: boolean, isFleeting: boolean) =>
      page.evaluate((...args) => window.facet.keptOf(...args), id, { pseudonyms, isFleeting });
    const [named, hidden, fleeting] = await Promise.all([
      keptOf('named', false, false),
      keptOf('hidden', true, false),
      keptOf('fleeting', false, true),
    ]);
    expect(named).toMatchObject({ names: ['Ann', 'Bob'], isListed: true });
    expect(hidden).toMatchObject({ names: ['Person A', 'Person B'], isListed: true });
    expect(Math.min(named.rows, hidden.rows)).toBeGreaterThanOrEqual(4);
    expect(fleeting).toEqual({ names: [], rows: 0, isListed: false });
    await page.evaluate(async () => {
      const store = await window.facet.SessionStore.open();
      await store.deleteEverything();
      store.close();
    });
  });

  // Seconds of a call each: they wait side by side.
  describe.concurrent('recorded by the clock', () => {
    it('erases who was recorded, and begins anew with who is still there', async () => {
      const named = await page.evaluate(() => window.facet.erasedInMidCall('erased', false));
      const begun = { failed: [null, null], between: 0, people: ['ann'], isAfter: true };
      expect(named).toEqual({ ...begun, places: ['meet', null], names: ['Ann'] });
      const hidden = await page.evaluate(() => window.facet.erasedInMidCall('erased hidden', true));
      expect(hidden).toEqual({ ...begun, places: [null, null], names: ['Person C'] });
    });

    it('writes while the call goes on, each row with the name that was shown then', async () => {
      const { problems, early, text } = await page.evaluate(() => window.facet.recorded('live', false));
      expect(problems).toEqual([null, null]);
      expect(early).toBeGreaterThan(0);
      const rows = parse(text);
      expect(rows.length).toBeGreaterThanOrEqual(6);
      const learned = rows.findIndex((row) => row.name === 'Ann');
      expect(learned).toBeGreaterThanOrEqual(2);
      expect(rows.slice(0, learned).every((row) => row.name === 'Participant 1')).toBe(true);
      expect(rows.slice(learned).every((row) => row.name === 'Ann')).toBe(true);
      // The first second may have had one sample only.
      expect(new Set(rows.slice(1, -1).map((row) => row.expression))).toEqual(new Set(['surprise']));
      const samples = rows.slice(1, -1).map((row) => Number(row.samples));
      expect(Math.min(...samples)).toBeGreaterThan(1);
    });

    it('makes one session of a call whose recorder went five times', async () => {
      const { session, seconds, ended } = await page.evaluate(() => window.facet.brokenOff('five', 5));
      expect(session).toMatchObject({ participants: [{ id: 'p1', names: [{ name: 'Ann' }] }] });
      expect(seconds.length).toBeGreaterThanOrEqual(5);
      expect(seconds).toEqual([...new Set(seconds)].sort((a, b) => a - b));
      expect(ended).toBe(true);
    });

    it('keeps readings in memory while the storage is full, says so, and writes them when there is room', async () => {
      const { problems, early, text } = await other.evaluate(() => window.facet.recorded('full', true));
      expect(early).toBe(0);
      expect(problems).toEqual([{ code: 'storage_full' }, null]);
      expect(parse(text).length).toBeGreaterThanOrEqual(6);
    });

    it('keeps deleted what is deleted in mid-call', () => deleteInMidCall('one'));
  });

  it('says so where a session has nothing', async () => {
    await expect(page.evaluate(() => window.facet.exported('nobody'))).rejects.toThrow(/Nothing has been recorded/);
  });

  it('opens sessions of the schema before, with the one name that each of its people had', async () => {
    await page.evaluate(() => window.facet.fillVersion1());
    const { text } = await page.evaluate(() => window.facet.exported('old'));
    expect(parse(text).map((row) => [row.name, row.participant_id, row.expression, row.agreement])).toEqual([
      ['Ann', 'a', 'happiness', ''],
      ['Participant 2', 'b', 'happiness', ''],
    ]);
    const sessions = await page.evaluate(async () => {
      const store = await window.facet.SessionStore.open();
      const all = await store.sessions();
      store.close();
      return all;
    });
    expect(sessions).toMatchObject([
      {
        id: 'old',
        participants: [
          { id: 'a', isSelf: true, names: [{ name: 'Ann', from: 1_800_000_000 }] },
          { id: 'b', isSelf: false, names: [{ name: 'Participant 2', from: 1_800_000_000 }] },
        ],
      },
    ]);
  });

  it('packs sessions of the second version, every row of them', async () => {
    await page.evaluate(() => window.facet.fillVersion2('two', 7, 900));
    const { text } = await page.evaluate(() => window.facet.exported('two'));
    const rows = parse(text);
    expect(rows).toHaveLength(6300);
    expect(new Set(rows.map((row) => `${row.time_utc} ${row.participant_id}`)).size).toBe(6300);
    expect(rows.map((row) => row.elapsed_seconds)).toEqual(rows.map((_, i) => `${Math.floor(i / 7)}`));
    expect(rows[8]).toMatchObject({
      name: 'Person 1',
      expression: 'happiness',
      happiness: '0.6512',
      detector_score: '0.91',
      neutral_deviation: '-3.25',
      baseline_seconds: '20',
    });
  });

  it('stores nothing of people in the clear, and no key to what was deleted', async () => {
    await page.evaluate(() => window.facet.deleteAll());
    // What tests before this left by deleting the database themselves.
    const orphans = (await page.evaluate(() => window.facet.stored())).keys;
    for (const id of ['kept', 'erased', 'deleted']) await page.evaluate((one) => window.facet.fill(one, 2, 4), id);
    const stored = async () => {
      const { text, keys } = await page.evaluate(() => window.facet.stored());
      return { text, keys: keys.filter((key) => !orphans.includes(key)) };
    };
    const before = await stored();
    const result = await page.evaluate(async () => {
      const store = await window.facet.SessionStore.open();
      for (const session of ['kept', 'erased', 'deleted']) {
        await store.setMark({ session, time: 1000, word: 'Person of the mark' });
        await store.setNote({ session, text: 'Person of the note' });
      }
      const { length } = (await window.facet.stored()).keys;
      await store.deleteParticipant('erased', 'spaces/abc/devices/1');
      await store.delete('deleted');
      const session = 'erased';
      const [names, rows] = [(await store.session(session))?.participants, await store.rowsAfter(session, null, 100)];
      const words = [(await store.marks(session)).map(({ word }) => word), await store.note(session)];
      store.close();
      return { length, names, rows, words };
    });
    const after = await stored();
    expect(before.keys).toHaveLength(3);
    expect(result.length).toBe(orphans.length + 3);
    // Of the session that lost somebody, another one.
    expect(after.keys).toHaveLength(2);
    expect(after.keys.filter((key) => before.keys.includes(key))).toHaveLength(1);
    for (const { text } of [before, after]) expect(text).not.toMatch(/Person|devices|meet/i);
    expect(result.names).toMatchObject([{ names: [{ name: 'Person 0' }] }]);
    expect(result.rows.map(({ participant }) => participant)).toEqual(Array(4).fill('spaces/abc/devices/0'));
    expect(result.words).toEqual([['Person of the mark'], 'Person of the note']);
    const names = await page.evaluate(async () => {
      const store = await window.facet.SessionStore.open();
      await store.tidy();
      const session = await store.session('kept');
      store.close();
      return session?.participants.flatMap((one) => one.names.map(({ name }) => name));
    });
    expect(names).toEqual(['Person 0', 'Person 1']);
    expect((await page.evaluate(() => window.facet.stored())).keys.sort()).toEqual(after.keys.sort());
  });

  it('seals what an earlier version stored in the clear, every row of it', async () => {
    await page.evaluate(() => window.facet.fillVersion2('two', 3, 400));
    const before = await page.evaluate(() => window.facet.exported('two'));
    expect((await page.evaluate(() => window.facet.stored())).text).toContain('Person 1');
    await page.evaluate(async () => {
      const store = await window.facet.SessionStore.open();
      await store.tidy();
      store.close();
    });
    expect((await page.evaluate(() => window.facet.stored())).text).not.toMatch(/Person|meet/i);
    const after = await page.evaluate(() => window.facet.exported('two'));
    expect(after.text).toBe(before.text);
    expect(parse(after.text)).toHaveLength(1200);
  });

  it('keeps deleted what is deleted in mid-call, all at once', () => deleteInMidCall('all'));
});

/** Deletes a session, or all of them, while its call is recorded. */
async function deleteInMidCall(how: 'one' | 'all'): Promise<void> {
  const run = await page.evaluate((one) => window.facet.deletedInMidCall(`gone ${one}`, one), how);
  expect(run.before).toBeGreaterThanOrEqual(4);
  expect(run.oldRows).toBe(0);
  expect(run.problem).toBeNull();
  const mine = run.sessions.filter((session) => JSON.stringify(session).includes('Ann Stays'));
  expect(mine.map(({ id }) => id)).toEqual([run.sessionId]);
  if (how === 'all') expect(run.sessions).toHaveLength(1);
  expect(run.sessionId).not.toBe(`gone ${how}`);
  expect(mine[0]!.startedAt).toBeGreaterThanOrEqual(run.deletedAt);
  expect(JSON.stringify(run.sessions)).not.toContain('Bob Left');
  expect(run.rows, 'it is recorded on').toBeGreaterThan(0);
}
