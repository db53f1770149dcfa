import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { type ModulePage, openModule } from '../../scripts/chromium/module-page';
import type {} from './store-page';

let browser: Browser;
let opened: ModulePage;
let page: Page;

beforeAll(async () => {
  browser = await launch();
  opened = await openModule(browser, 'tests/session/store-page.ts');
  page = opened.page;
  await page.waitForFunction(() => 'facet' in window);
}, 60_000);

afterAll(async () => {
  await opened?.close();
  await browser?.close();
});

afterEach(() => page.evaluate(() => window.facet.deleteAll()));

const fill = async (...ids: string[]) => {
  for (const id of ids) await page.evaluate((one) => window.facet.fill(one, 2, 4), id);
};
const list = () => page.evaluate(() => window.facet.withStore((store) => store.list()));
const idsOf = (sessions: readonly { readonly id: string }[]) => sessions.map(({ id }) => id).sort();

describe('a session that cannot be opened', { timeout: 60_000 }, () => {
  it('takes no other with it where its record is damaged, and is deleted like any other', async () => {
    await fill('sound', 'damaged');
    await page.evaluate(() => window.facet.damage('damaged'));
    const found = await list();
    const unreadable = { id: 'damaged', startedAt: 1_800_000_000_000 };
    expect([idsOf(found.sessions), found.unreadable]).toEqual([['sound'], [unreadable]]);
    const problem = await page.evaluate(() =>
      window.facet.withStore((store) => store.session('damaged').catch((error) => error.problem)),
    );
    expect(problem).toEqual({ code: 'session_damaged' });
    const left = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        await store.tidy();
        const deleted = await store.deleteOlder(Number.MAX_SAFE_INTEGER);
        return [deleted, await store.countRows('damaged')];
      }),
    );
    expect(left).toEqual([2, 0]);
  });

  it('takes no other with it, whatever stands in its place', async () => {
    const kinds = ['short', 'no bytes', 'no session', 'no time'] as const;
    await fill('sound', ...kinds);
    for (const how of kinds) await page.evaluate((one) => window.facet.damage(one, one), how);
    const { sessions, unreadable } = await list();
    expect([idsOf(sessions), idsOf(unreadable).sort()]).toEqual([['sound'], [...kinds].sort()]);
    for (const { startedAt } of unreadable) expect(Number.isNaN(new Date(startedAt).getTime())).toBe(false);
    const left = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        await store.tidy();
        const { sessions: sound, unreadable: damaged } = await store.list();
        await store.putInTrash(damaged.map(({ id }) => id));
        await store.emptyTrash('all');
        const after = await store.list();
        return [sound.length, after.sessions.length, after.unreadable.length];
      }),
    );
    expect(left).toEqual([1, 1, 0]);
  });

  it.each([0, 5, null])('is told of, not taken for deleted, where its key has %s bytes', async (bytes) => {
    await fill('sound', 'lost');
    await page.evaluate((length) => window.facet.shortenKey('lost', length), bytes);
    const seen = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        await store.tidy();
        const found = await store.list();
        const opened = await store.session('lost').catch(({ problem }) => problem.code);
        await store.putInTrash(['lost']);
        await store.emptyTrash('all');
        const { keys } = await window.facet.stored();
        const left = [keys.length, await store.countRows('lost'), await store.countRows('sound')];
        return { found, opened, left, after: (await store.list()).unreadable };
      }),
    );
    expect([idsOf(seen.found.sessions), idsOf(seen.found.unreadable)]).toEqual([['sound'], ['lost']]);
    expect(seen.opened).toBe('session_damaged');
    expect([seen.left, seen.after]).toEqual([[1, 0, 8], []]);
  });

  it('goes before its key, on the disk too: else one that was deleted would be told of', async () => {
    await fill('erased', 'deleted', 'third');
    const durable = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        const { transaction } = IDBDatabase.prototype;
        const { removeEntry } = FileSystemDirectoryHandle.prototype;
        let last: string | undefined = 'none';
        const before: (string | undefined)[] = [];
        IDBDatabase.prototype.transaction = function (names, mode, options) {
          if (mode === 'readwrite') last = options?.durability;
          return transaction.call(this, names, mode, options);
        };
        FileSystemDirectoryHandle.prototype.removeEntry = function (...args) {
          before.push(last);
          return removeEntry.apply(this, args);
        };
        await store.deleteParticipant('erased', 'spaces/abc/devices/1');
        await store.delete('deleted');
        await store.deleteEverything();
        IDBDatabase.prototype.transaction = transaction;
        FileSystemDirectoryHandle.prototype.removeEntry = removeEntry;
        return before;
      }),
    );
    // One key each, and the two that were left.
    expect(durable).toEqual(['strict', 'strict', 'strict', 'strict']);
  });

  it('is not written to any more where its key is gone: its recorder begins another', async () => {
    const written = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        const state = { documents: [], lastAt: 1 };
        const append = () => store.append('recorded', null, [], state);
        await store.begin('recorded', [], 1);
        const before = await append();
        await window.facet.shortenKey('recorded', null);
        return [before, await append()];
      }),
    );
    expect(written).toEqual([true, false]);
  });
});

describe('a call whose recorder goes', { timeout: 60_000 }, () => {
  it('before it read anybody stays one session, however often', async () => {
    const found = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        // Each finds the pages' document in the storage, and none of those that went at once.
        for (const [i, id] of ['a', 'b', 'read', 'z'].entries()) {
          await store.begin(id, ['page'], 1000 + i);
          if (id !== 'read') continue;
          await window.facet.fill('read', 1, 2);
        }
        const left = await store.unfinished('page');
        await store.begin('read', ['page'], 2000);
        const again = await store.unfinished('page');
        return { left: left?.session.id, again: again?.session.id, other: await store.unfinished('other') };
      }),
    );
    expect(found).toEqual({ left: 'read', again: 'read', other: null });
  });

  it('leaves nothing for good that never had a row', async () => {
    const left = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        await store.begin('old', ['page of old'], Date.now() - 90_000_000);
        await store.begin('new', ['page of new'], Date.now());
        await store.tidy();
        return (await window.facet.stored()).text.match(/page of \w+/g);
      }),
    );
    expect(left).toEqual(['page of new']);
  });
});

describe('how old a session is', { timeout: 60_000 }, () => {
  it('goes by the computer’s clock as it was set in its end, however wrong it was before', async () => {
    const DAY = 86_400_000;
    const kept = await page.evaluate(
      (day) =>
        window.facet.withStore(async (store) => {
          const now = Date.now();
          const write = (id: string, startedAt: number, by: number) =>
            store.write(
              {
                id,
                siteId: 'meet',
                siteLabel: 'Meet',
                startedAt,
                lastAt: startedAt + 5000,
                modelVersion: 'test',
                participants: [],
                clockJumps: [{ from: Math.floor(startedAt / 1000) + 2, by }],
              },
              [],
            );
          // An empty clock battery, and one that ran ahead: both were set right in the call.
          await write('today, begun in 2001', Date.UTC(2001, 0), now - Date.UTC(2001, 0));
          await write('a month ago, begun in 2040', Date.UTC(2040, 0), now - 30 * day - Date.UTC(2040, 0));
          const deleted = await store.deleteOlder(now - 7 * day);
          return { deleted, left: (await store.sessions()).map(({ id }) => id) };
        }),
      DAY,
    );
    expect(kept).toEqual({ deleted: 1, left: ['today, begun in 2001'] });
  });
});

describe('tidying', { timeout: 60_000 }, () => {
  it('seals the whole of a session that was under way in an earlier version and goes on in this one', async () => {
    await page.evaluate(() => window.facet.fillVersion2('under way', 2, 4));
    const before = await page.evaluate(() => window.facet.goOn('under way', 10));
    expect(before.text).toContain('"participants":["p0","p1"]');
    await page.evaluate(() => window.facet.withStore((store) => store.tidy()));
    const after = await page.evaluate(async () => ({
      ...(await window.facet.stored()),
      rows: await window.facet.withStore((store) => store.countRows('under way')),
    }));
    expect(after.text).not.toMatch(/Person|"p0"/);
    expect(after.keys).toHaveLength(1);
    expect(after.rows).toBe(9);
  });

  it('goes on with the others where one fails, and removes what belongs to no session', async () => {
    await fill('damaged', 'sound');
    await page.evaluate(() => window.facet.damage('damaged'));
    for (const session of ['damaged', 'sound', 'nobody']) await page.evaluate((id) => window.facet.orphan(id), session);
    const left = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        await store.tidy();
        const { text, keys } = await window.facet.stored();
        const marks = async (id: string) => (await store.marks(id)).length;
        return { text, keys: keys.length, marks: [await marks('sound'), await marks('nobody')] };
      }),
    );
    expect(left).toMatchObject({ keys: 2, marks: [1, 0] });
    expect(left.text.match(/"session":"\w+","time":1,"word"/g)).toEqual(['"session":"damaged","time":1,"word"']);
  });
});

describe('who works with a session at the same time', { timeout: 60_000 }, () => {
  it('reads it whole while its key is exchanged, and finds a removed mark removed', async () => {
    await fill('busy', 'other');
    const seen = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        const mark = { session: 'busy', time: 1, word: '' };
        await store.setMark(mark);
        const [, ...read] = await Promise.all([
          store.deleteParticipant('busy', 'spaces/abc/devices/1'),
          store.removeMark(mark),
          ...Array.from({ length: 5 }, () => store.rowsAfter('busy', null, 100).then(({ length }) => length)),
          store.sessions().then(({ length }) => length),
          store.tidy(),
        ]);
        return { read, marks: await store.marks('busy') };
      }),
    );
    expect(seen).toEqual({ read: [null, 4, 4, 4, 4, 4, 2, null], marks: [] });
  });

  it('finds a mark removed that was removed while the session was being sealed anew', async () => {
    await fill('marked');
    const marks = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        const mark = { session: 'marked', time: 1, word: 'x' };
        await store.setMark(mark);
        const { getAll } = IDBObjectStore.prototype;
        const { encrypt } = SubtleCrypto.prototype;
        // Marks are read, and sealed only later: in between nobody may change them.
        const read = new Promise<void>((resolve) => {
          IDBObjectStore.prototype.getAll = function (...args) {
            if (this.name === 'marks') setTimeout(resolve, 20);
            return getAll.apply(this, args as []);
          };
        });
        SubtleCrypto.prototype.encrypt = async function (...args) {
          await new Promise((resolve) => setTimeout(resolve, 50));
          return encrypt.apply(this, args);
        };
        const sealing = store.deleteParticipant('marked', 'spaces/abc/devices/1');
        await read;
        await Promise.all([sealing, store.removeMark(mark)]);
        IDBObjectStore.prototype.getAll = getAll;
        SubtleCrypto.prototype.encrypt = encrypt;
        return store.marks('marked');
      }),
    );
    expect(marks).toEqual([]);
  });

  it('keeps no mark and no note of a session that was deleted', async () => {
    const outcome = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        const codes = [];
        const keep = [
          () => store.setMark({ session: 'nobody', time: 1, word: 'x' }),
          () => store.setNote({ session: 'nobody', text: 'x' }),
        ];
        for (const one of keep) codes.push(await one().catch((error) => error.problem.code));
        return [codes, (await window.facet.stored()).keys.length];
      }),
    );
    expect(outcome).toEqual([['session_gone', 'session_gone'], 0]);
  });
});
