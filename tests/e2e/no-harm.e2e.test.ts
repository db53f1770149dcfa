import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { afterAll, describe, expect, it } from 'vitest';
import { DIST, type Facet } from '../../scripts/driver/facet';
import { overlayOf } from '../../scripts/driver/overlay';
import { Popup } from '../../scripts/driver/popup';
import { readSession, rowsBy } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import { readCall, rowOf, useFacet } from './session';

const SOMEONE = 'Amara Okafor';

describe('a page that Facet reads', () => {
  const facet = useFacet();

  it('is told nothing by its own policy, and has nothing of Facet’s to stumble over', async () => {
    const call = await openCall(facet(), 'meet');
    const complaints: string[] = [];
    call.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    call.on('pageerror', (error) => complaints.push(String(error)));
    await call.evaluate(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => console.error(violatedDirective));
    });
    const popup = await readCall(facet(), call);
    await badge(call);
    expect(await call.evaluate(() => Object.keys(window).filter((key) => /facet/i.test(key)))).toEqual([]);
    await stopAndClose(popup, call);
    expect(complaints).toEqual([]);
  });

  it('may go to another of its views and come back', async () => {
    const call = await openCall(facet(), 'meet');
    const popup = await readCall(facet(), call);
    await badge(call);
    await call.evaluate(() => history.pushState(null, '', '/landing'));
    await until(async () => (await overlayOf(call)) === null, { timeout: 4_000 });
    await until(async () => (await popup.rows()).length === 0, { timeout: 4_000, otherwise: () => popup.text() });
    await call.evaluate(() => history.back());
    await badge(call);
    await rowOf(popup, SOMEONE, ({ expression }) => expression === 'happiness');
    await stopAndClose(popup, call);
  });

  it('is read no longer when it goes on to another call, of which nobody was asked', async () => {
    const call = await openCall(facet(), 'meet');
    const popup = await readCall(facet(), call);
    await badge(call);
    await call.evaluate(() => history.pushState(null, '', '/xyz-abcd-efg'));
    await until(async () => (await overlayOf(call)) === null, { timeout: 4_000 });
    await until(async () => !(await popup.text()).includes('Stop'), { timeout: 4_000, otherwise: () => popup.text() });
    await call.evaluate(() => history.back());
    await pause(1_500);
    expect(await overlayOf(call), 'coming back does not start it either').toBeNull();
    await popup.page.close();
    await call.close();
  });

  it('may throw its frame away and build it anew', async () => {
    const call = await openCall(facet(), 'zoom');
    const popup = await readCall(facet(), call);
    await badge(call);
    await call.evaluate(() => {
      const frame = document.querySelector('iframe')!;
      const next = frame.cloneNode() as HTMLIFrameElement;
      frame.remove();
      delete window.call;
      setTimeout(() => document.body.append(next), 1_500);
    });
    await until(async () => (await overlayOf(call)) === null, { timeout: 4_000 });
    await call.waitForFunction(() => window.call?.playing(), { timeout: 20_000 });
    await call.evaluate((name) => window.call?.join(name, { expression: 'happiness' }), SOMEONE);
    await rowOf(popup, SOMEONE, ({ expression }) => expression === 'happiness');
    await badge(call);
    await stopAndClose(popup, call);
  });
});

describe('two calls at once', () => {
  const facet = useFacet();

  it('are two sessions, also where they are the same meeting', async () => {
    const first = await openCall(facet(), 'meet', '?first');
    const second = await openCall(facet(), 'meet', '?second', 'Noah Keller');
    const popups = [await readCall(facet(), first), await readCall(facet(), second)] as const;
    await first.bringToFront();
    await rowOf(popups[0], SOMEONE, ({ expression }) => expression === 'happiness');
    await second.bringToFront();
    await rowOf(popups[1], 'Noah Keller', ({ expression }) => expression === 'happiness');
    await pause(2_000);
    const people = [];
    for (const popup of popups) {
      const file = await facet().download(() => popup.press('Export CSV'));
      const rows = readSession(file);
      // The next may begin in the same minute, and have the same name.
      rmSync(file);
      people.push([...rowsBy('name', rows).keys()].sort());
      expect(rowsBy('participant_id', rows).size).toBe(2);
    }
    expect(people).toEqual([
      [SOMEONE, 'Mei Tanaka'],
      ['Mei Tanaka', 'Noah Keller'],
    ]);

    await popups[0].press('Stop');
    await until(async () => (await overlayOf(first)) === null);
    await second.evaluate(() => window.call?.express('Noah Keller', 'surprise'));
    await rowOf(popups[1], 'Noah Keller', ({ expression }) => expression === 'surprise');
  });
});

describe('an update of the extension in mid-call', () => {
  const extension = mkdtempSync(join(tmpdir(), 'facet-updated-'));
  cpSync(DIST, extension, { recursive: true });
  afterAll(() => rmSync(extension, { recursive: true, force: true }));
  const facet = useFacet({ extension });

  /** As from the store: another version under the same id. */
  const update = async () => {
    const file = join(extension, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...manifest, version: '99.0' }));
    await facet().browser.installExtension(extension);
  };

  it('is taken over by the new version: one overlay, and reading goes on', async () => {
    const call = await openCall(facet(), 'meet');
    const popup = await readCall(facet(), call);
    await badge(call);
    const tabId = Number(new URL(popup.page.url()).searchParams.get('tabId'));
    await update();
    await until(async () => !/is reading/.test((await overlayOf(call))?.notice ?? ''), {
      timeout: 10_000,
      every: 30,
      otherwise: async () => JSON.stringify(await overlayOf(call)),
    });

    // A new engine, so reading has begun again; and nobody pressed a button.
    await until(async () => /is reading/.test((await overlayOf(call))?.notice ?? ''), {
      timeout: 40_000,
      otherwise: async () => JSON.stringify(await overlayOf(call)),
    });
    await badge(call);
    expect(await call.evaluate(() => document.querySelectorAll('html > [popover="manual"]').length)).toBe(1);
    const page = await facet().browser.newPage({ type: 'window', windowBounds: { width: 420, height: 800 } });
    await page.goto(facet().url(`src/popup/index.html?tabId=${tabId}`));
    const again = new Popup(page);
    await call.evaluate((name) => window.call?.express(name, 'surprise'), SOMEONE);
    await rowOf(again, SOMEONE, ({ expression }) => expression === 'surprise');
    await stopAndClose(again, call);
  });
});

async function openCall(facet: Facet, site: 'meet' | 'zoom', query = '', who = SOMEONE): Promise<Page> {
  const call = await facet.call(site, query);
  await call.evaluate((name) => window.call?.join(name, { expression: 'happiness' }), who);
  return call;
}

async function badge(call: Page): Promise<void> {
  await until(async () => (await overlayOf(call))?.badges.some(({ title }) => title === 'appears happy'), {
    timeout: 20_000,
    otherwise: async () => JSON.stringify(await overlayOf(call)),
  });
}

async function stopAndClose(popup: Popup, call: Page): Promise<void> {
  await popup.press('Stop');
  await until(async () => (await overlayOf(call)) === null, { timeout: 4_000 });
  await popup.page.close();
  await call.close();
}
