import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/driver/launch';
import { type ModulePage, openModule } from '../../scripts/driver/module-page';
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
    expect([idsOf(found.sessions), found.unreadable]).toEqual([['sound'], ['damaged']]);
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

  it.each([0, 5, null])('counts as deleted where its key has %s bytes', async (bytes) => {
    await fill('sound', 'gone');
    await page.evaluate((length) => window.facet.shortenKey('gone', length), bytes);
    const found = await list();
    expect([idsOf(found.sessions), found.unreadable]).toEqual([['sound'], []]);
    const left = await page.evaluate(() =>
      window.facet.withStore(async (store) => {
        await store.tidy();
        const { keys } = await window.facet.stored();
        return [keys.length, await store.countRows('gone'), await store.countRows('sound')];
      }),
    );
    expect(left).toEqual([1, 0, 8]);
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
