import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { beforeAll, expect, it } from 'vitest';
import { processTimes } from '../../scripts/bench/processor';
import { overlayOf } from '../../scripts/driver/overlay';
import type { Popup } from '../../scripts/driver/popup';
import { gapsOf } from '../../scripts/driver/seconds-missing';
import { readSession, rowsBy } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import { readCall, rowOf, useFacet } from './session';

const SOMEONE = 'Amara Okafor';
const facet = useFacet({ myExpression: 'happiness' });
let call: Page;
let popup: Popup;
/** When reading went on after each fault, milliseconds since the epoch. */
const mended: { readonly fault: string; readonly at: number }[] = [];
/** What they show; another after each fault, so that an old reading is not taken for a new one. */
let shown: 'happiness' | 'surprise' = 'happiness';

beforeAll(async () => {
  call = await facet().call('meet');
  await call.evaluate((name) => window.call?.join(name, { expression: 'happiness' }), SOMEONE);
  popup = await readCall(facet(), call);
  await rowOf(popup, SOMEONE, ({ expression }) => expression === shown);
});

const line = async () => (await overlayOf(call))?.notice ?? '';
const problem = async () => `${await line()} | ${await popup.text()}`;

/** Within 5 s they are read again, or a sentence says why not; in half a minute they are. The call never stands still. */
async function goesOn(): Promise<void> {
  shown = shown === 'happiness' ? 'surprise' : 'happiness';
  await call.evaluate((name, expression) => window.call?.express(name, expression), SOMEONE, shown);
  const isRead = async () => (await popup.rows()).some((row) => row.name === SOMEONE && row.expression === shown);
  await until(async () => (await isRead()) || /restarting|loading|cannot|could not|failed/i.test(await line()), {
    timeout: 5_000,
    otherwise: problem,
  });
  await until(isRead, { timeout: 30_000, otherwise: problem });
  expect(await call.evaluate(() => window.call?.playing()), 'the call goes on').toBe(true);
  mended.push({ fault: expect.getState().currentTestName ?? '', at: Date.now() });
}

/** Runs in the offscreen document. */
async function inEngine(expression: string): Promise<void> {
  await (await facet().offscreen()).evaluate(expression);
}

it('goes on when the worker is killed a hundred times', async () => {
  for (let time = 0; time < 100; time++) {
    // Any message wakes it.
    await popup.page.evaluate(() => chrome.runtime.sendMessage({}).catch(() => undefined));
    await (await facet().worker()).close();
  }
  await goesOn();
});

it('goes on when the engine’s document is closed', async () => {
  await (await facet().offscreen()).close();
  await goesOn();
});

it('goes on when the graphics process dies', async () => {
  const session = await facet().browser.target().createCDPSession();
  await session.send('Browser.crashGpuProcess').catch(() => undefined);
  await session.detach();
  await goesOn();
});

it('goes on when pictures cannot be opened for a while', async () => {
  await inEngine(`{
    const { copyTo } = VideoFrame.prototype;
    const draw = OffscreenCanvasRenderingContext2D.prototype.drawImage;
    VideoFrame.prototype.copyTo = async () => { throw new DOMException('broken', 'OperationError'); };
    OffscreenCanvasRenderingContext2D.prototype.drawImage = () => { throw new Error('broken'); };
    globalThis.mend = () => {
      VideoFrame.prototype.copyTo = copyTo;
      OffscreenCanvasRenderingContext2D.prototype.drawImage = draw;
    };
  }`);
  await until(async () => /failed|broken/i.test(await line()), { timeout: 10_000, otherwise: problem });
  await inEngine('mend()');
  await goesOn();
});

it('says so when WebAssembly has no memory left, and goes on when it has', async () => {
  const offscreen = await facet().offscreen();
  await offscreen.evaluateOnNewDocument(() => {
    const { Memory } = WebAssembly;
    WebAssembly.Memory = new Proxy(Memory, {
      construct() {
        throw new RangeError('WebAssembly.Memory(): could not allocate memory');
      },
    });
    Object.assign(globalThis, {
      mend: () => {
        WebAssembly.Memory = Memory;
      },
    });
  });
  await offscreen.reload();
  await until(async () => /could not allocate memory/.test(await line()), { timeout: 15_000, otherwise: problem });
  await inEngine('mend()');
  await goesOn();
});

it('says so while the storage is full, loses nothing, and goes on', async () => {
  const offscreen = await (await facet().offscreen()).createCDPSession();
  const origin = facet().url('').replace(/\/$/, '');
  await offscreen.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await until(async () => /storage of this browser is full/.test(await popup.text()), {
    timeout: 20_000,
    otherwise: problem,
  });
  await goesOn();
  await offscreen.send('Storage.overrideQuotaForOrigin', { origin });
  await until(async () => !/storage of this browser is full/.test(await popup.text()), { timeout: 20_000 });
});

it('shows that the own camera was unplugged', async () => {
  const own = (await popup.rows()).find(({ isSelf }) => isSelf);
  expect(own?.expression).toBe('happiness');
  await call.evaluate(() => {
    const own = window.call?.allSeats().find(({ participant }) => participant.isSelf)?.participant as
      | { readonly stream: MediaStream }
      | undefined;
    for (const track of own?.stream.getVideoTracks() ?? []) track.stop();
  });
  await until(
    async () => (await popup.rows()).some(({ isSelf, reading }) => isSelf && /camera off|stands still/.test(reading)),
    {
      otherwise: problem,
    },
  );
  await goesOn();
});

it('misses at the most ten seconds at each of these, those included in which it was broken on purpose', async () => {
  await goesOn();
  const file = await facet().download(() => popup.press('Export CSV'));
  const rows = rowsBy('name', readSession(file)).get(SOMEONE) ?? [];
  const gaps = gapsOf(rows).map(({ seconds, endedAt }) => ({
    seconds,
    fault: mended.find(({ at }) => at > endedAt - 2_000)?.fault ?? '',
  }));
  console.log(gaps.map(({ fault, seconds }) => `${seconds} s missed: ${fault}`).join('\n'));
  expect(rows.length).toBeGreaterThan(20);
  expect(new Set(rows.map(({ session_id }) => session_id)).size, 'one call is one session').toBe(1);
  for (const { fault, seconds } of gaps) expect(seconds, fault).toBeLessThanOrEqual(10);
});

it('goes on after the machine slept for an hour, which the session tells as a gap', async () => {
  const offscreen = await facet().offscreen();
  const pids = (await processTimes(facet().browser)).map(({ pid }) => pid);
  const before = Date.now();
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  // Longer than any deadline of a read. The wall clock's jump comes with the waking.
  await pause(12_000);
  const jump = offscreen.evaluate('{ const { now } = Date; Date.now = () => now() + 3_600_000; }');
  for (const pid of pids) process.kill(pid, 'SIGCONT');
  await jump;
  const waking = Date.now();
  await goesOn();
  expect(Date.now() - waking, 'milliseconds until they are read').toBeLessThan(5_000);
  await pause(5_000);
  const rate = Number(/read ([\d.]+) times a second/.exec(await popup.text())?.[1]);
  expect(rate).toBeGreaterThan(0);
  expect(rate).toBeLessThan(12);
  const rows = rowsBy('name', readSession(await facet().download(() => popup.press('Export CSV')))).get(SOMEONE) ?? [];
  const [gap] = gapsOf(rows);
  expect(gap?.seconds).toBeGreaterThan(3_600);
  expect(gap?.seconds).toBeLessThan(3_600 + (waking - before) / 1000 + 10);
  expect(Math.max(...rows.map(({ samples }) => Number(samples)))).toBeLessThanOrEqual(10);
  expect(new Set(rows.map(({ session_id }) => session_id)).size, 'one call is one session').toBe(1);
});

it('says so when another version holds the sessions, and reads on', async () => {
  const options = await facet().options();
  await options.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('facet.sessions', 999);
        request.onsuccess = () => resolve(request.result.close());
        request.onerror = () => reject(request.error);
      }),
  );
  await until(async () => /newer version of Facet/.test(await popup.text()), { timeout: 20_000, otherwise: problem });
  await goesOn();
  await options.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('facet.sessions');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
  );
  await until(async () => !/newer version of Facet/.test(await popup.text()), { timeout: 20_000, otherwise: problem });
  await options.close();
});

it('goes on when the extension was switched off and on again', async () => {
  const extensions = await facet().browser.newPage();
  await extensions.goto('chrome://extensions');
  const enable = (on: boolean) =>
    extensions.evaluate((id, enabled) => chrome.management.setEnabled(id, enabled), facet().extensionId, on);
  const tabId = Number(new URL(popup.page.url()).searchParams.get('tabId'));
  await enable(false);
  await until(async () => /reads nothing any more/.test(await line()), { timeout: 5_000, otherwise: line });
  await enable(true);
  const page = await facet().browser.newPage({ type: 'window', windowBounds: { width: 420, height: 860 } });
  await page.goto(facet().url(`src/popup/index.html?tabId=${tabId}`));
  popup = new (popup.constructor as typeof Popup)(page);
  await call.bringToFront();
  await until(async () => /Reload this page once/.test(await popup.text()), { otherwise: problem });
  await extensions.close();
});

it.each([
  [
    'crashed',
    (tabId: number) => call.createCDPSession().then((session) => void session.send('Page.crash').catch(() => tabId)),
  ],
  ['was discarded', (tabId: number) => extension(`chrome.tabs.discard(${tabId})`)],
  ['was loaded anew', async () => undefined],
] as const)('does not read on by itself in a tab that %s, and can be started again', async (_, fault) => {
  const url = call.url();
  const tabId = Number(new URL(popup.page.url()).searchParams.get('tabId'));
  await fault(tabId);
  await pause(1_000);
  await extension(`chrome.tabs.query({ url: '${url}' }).then(([tab]) => chrome.tabs.reload(tab.id))`);
  call = await until(
    async () => {
      for (const page of await facet().browser.pages()) if (page.url() === url && (await alive(page))) return page;
      return null;
    },
    { timeout: 30_000 },
  );
  await call.evaluate((name) => window.call?.join(name, { expression: 'happiness' }), SOMEONE);
  shown = 'happiness';
  await pause(1_000);
  expect(await overlayOf(call)).toBeNull();
  await popup.page.close().catch(() => undefined);
  popup = await readCall(facet(), call);
  await goesOn();
});

it('goes on when the tab was frozen, or says that its pictures stand still', async () => {
  const session = await call.createCDPSession();
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await pause(3_000);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await session.detach();
  await call.bringToFront();
  const isPlaying = await call.evaluate(async () => {
    const video = [...document.querySelectorAll('video')].find(({ videoWidth }) => videoWidth > 0)!;
    const before = video.getVideoPlaybackQuality().totalVideoFrames;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return video.getVideoPlaybackQuality().totalVideoFrames > before;
  });
  if (isPlaying) await goesOn();
  else await until(async () => /picture stands still/.test(await popup.text()), { otherwise: problem });
});

/** Runs in a page of the extension's own. */
async function extension(expression: string): Promise<void> {
  await popup.page.evaluate(`(async () => void (await ${expression}))()`);
}

/** Whether a page answers, and its call has come up. */
async function alive(page: Page): Promise<boolean> {
  const answer = page.evaluate(() => window.call?.playing() ?? false).catch(() => false);
  return Promise.race([answer, pause(1_000, false)]);
}
