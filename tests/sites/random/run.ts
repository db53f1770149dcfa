import { fileURLToPath } from 'node:url';
import type { Browser, Frame } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fixture } from '../../../scripts/call/page/fixture';
import { FIXTURES, type SiteName } from '../../../scripts/call/page/fixtures';
import { CALLS, type CallServer, serveCalls } from '../../../scripts/call/server';
import { bundle } from '../../../scripts/chromium/bundle';
import { fakeCamera, launch } from '../../../scripts/chromium/launch';
import { personNamed } from '../../../scripts/faces/people';
import { clipFile } from '../../../scripts/faces/render';
import type { Run } from './page';

/** At the most, so that a test that saw no picture does not pass. */
const EVENTS_PER_PICTURE = 25;

export const SEED = 20_261_121;

const SITES = Object.keys(FIXTURES) as SiteName[];

let browser: Browser;
let server: CallServer;
let script: string;

/** One browser and one server for the tests of the file that calls it. */
function useCall(): void {
  beforeAll(async () => {
    const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
    script = await bundle(file('./page.ts'), [
      { find: 'webextension-polyfill', replacement: file('./extension.ts') },
      { find: /^\.\/schedule$/, replacement: file('./schedule.ts') },
    ]);
    server = await serveCalls();
    const film = await clipFile({ person: personNamed('Mei Tanaka'), expressions: ['neutral'], seconds: 6 });
    browser = await launch({ args: [...server.flags, ...fakeCamera(film)] });
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });
}

/**
 * The content script's own code on each site's live page, with an engine that reads the marks in pictures. Whatever
 * happens, everyone keeps their id and name, gets their own picture and no other's, and bears the badge of their own face.
 */
export function testRandomEvents(events: number, seed: number, sites: readonly SiteName[] = SITES): void {
  describe(`${events} random events, seed ${seed}`, () => {
    useCall();
    it.each(sites)('%s', async (site) => {
      const run = await play(site, seed, events);
      expect(run.faults).toEqual([]);
      expect(run.framesRead).toBeGreaterThan(events / EVENTS_PER_PICTURE);
    });
  });
}

/** What a mode does not need is not handed over: no picture, and of an audience no name. */
export function testModes(): void {
  describe('hands over', () => {
    useCall();
    it.each([
      ['mirror', { own: true, others: false }, ['Mei Tanaka']],
      ['audience', { own: false, others: true }, ['', '']],
      ['people', { own: true, others: true }, ['Amara Okafor', 'Mei Tanaka', 'Noah Keller']],
    ] as const)('in mode %s what it needs, and no more', async (mode, pictures, names) => {
      const seen = await onPage('meet', (client) => client.evaluate((...args) => window.readIn(...args), mode, 5));
      expect({ own: seen.own > 0, others: seen.others > 0 }, JSON.stringify(seen)).toEqual(pictures);
      expect(seen.names).toEqual(names);
    });
  });
}

function play(site: SiteName, seed: number, events: number): Promise<Run> {
  return onPage(site, (client) => client.evaluate((...args) => window.randomCall(...args), seed, events));
}

async function onPage<T>(site: SiteName, work: (client: Frame) => Promise<T>): Promise<T> {
  const page = await browser.newPage({ type: 'window' });
  try {
    await page.setViewport({ width: 1280, height: 720 });
    await page.evaluateOnNewDocument(standIn);
    const address = new URL(CALLS[site]);
    address.searchParams.set('lent', '');
    await page.goto(String(address));
    await page.waitForFunction(() => window.call?.playing());
    const { frame }: Fixture = FIXTURES[site];
    const client = frame ? page.frames().find((one) => one.url().includes(frame.path))! : page.mainFrame();
    await client.evaluate(script);
    return await work(client);
  } finally {
    await page.close();
  }
}

/** What a content script has and a page has not: a way into closed shadow roots. */
function standIn(): void {
  window.closedRoots = new WeakMap();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit) {
    const root = attach.call(this, init);
    window.closedRoots.set(this, root);
    return root;
  };
  const openOrClosedShadowRoot = (element: Element) => window.closedRoots.get(element) ?? null;
  Object.assign(window, { chrome: { dom: { openOrClosedShadowRoot } } });
}
