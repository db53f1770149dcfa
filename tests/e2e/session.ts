import { networkInterfaces } from 'node:os';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect } from 'vitest';
import { HOSTS } from '../../scripts/call/server';
import { Facet, type Opening } from '../../scripts/driver/facet';
import { overlayOf } from '../../scripts/driver/overlay';
import type { Popup, PopupRow } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';

/**
 * One browser for all tests of a file. When they are done, its own log of the network must hold nothing but the demo
 * call's pages, and no byte may have gone anywhere but to this machine.
 */
export function useFacet(opening: Opening = {}): () => Facet {
  let facet: Facet | undefined;
  let own: string[] = [];

  beforeAll(async () => {
    facet = await Facet.open(opening);
    own = ownAddresses();
  });

  afterAll(async () => {
    // A test may have ended the extension.
    const errors = facet ? await keptErrors(facet).catch(() => []) : [];
    expect(errors, 'what the pages’ own policy forbids').not.toContainEqual(
      expect.objectContaining({ note: expect.objectContaining({ where: 'what the pages’ own policy forbids' }) }),
    );
    const traffic = await facet?.close();
    const strangers = traffic?.urls.filter((url) => !HOSTS.includes(new URL(url).hostname));
    expect(strangers, 'requests for other sites').toEqual([]);
    expect(traffic?.byExtension, 'requests of the extension’s own, to whomever').toEqual([]);
    expect(
      traffic?.machines.filter((address) => !own.includes(address)),
      'other machines that were sent bytes',
    ).toEqual([]);
  });

  return () => {
    if (!facet) throw new Error('The browser did not start.');
    return facet;
  };
}

/** A call with Facet reading it. */
export async function readCall(facet: Facet, call: Page): Promise<Popup> {
  const popup = await facet.popup(call);
  await popup.start();
  await until(async () => (await popup.rows()).some(({ bars }) => Object.keys(bars).length > 0), {
    timeout: 30_000,
    otherwise: () => popup.text(),
  });
  return popup;
}

/** Waits until the popup's row of a participant is as wished, and returns it. */
export function rowOf(
  popup: Popup,
  name: string,
  wished: (row: PopupRow) => boolean = () => true,
  timeout = 15_000,
): Promise<PopupRow> {
  return until(async () => (await popup.rows()).find((row) => row.name === name && wished(row)), {
    timeout,
    otherwise: async () => `${name}: ${JSON.stringify(await popup.rows(), null, 1)}\n${await popup.text()}`,
  });
}

async function keptErrors(facet: Facet): Promise<unknown[]> {
  const page = await facet.browser.newPage();
  await page.goto(facet.url('src/welcome/index.html'));
  return page.evaluate(async () => (await chrome.storage.session.get('errors')).errors ?? []) as Promise<unknown[]>;
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []);
}

/** Who is in a call that {@link openCall} opens, happy. */
export const SOMEONE = 'Amara Okafor';

/** A call with somebody in it who is happy. */
export async function openCall(facet: Facet, site: 'meet' | 'zoom', query = '', who = SOMEONE): Promise<Page> {
  const call = await facet.call(site, query);
  await call.evaluate((name) => window.call?.join(name, { expression: 'happiness' }), who);
  return call;
}

/** Waits until somebody's badge says that they appear happy. */
export async function badge(call: Page): Promise<void> {
  await until(async () => (await overlayOf(call))?.badges.some(({ title }) => title === 'appears happy'), {
    timeout: 20_000,
    otherwise: async () => JSON.stringify(await overlayOf(call)),
  });
}

/** Stops reading a call, as its page must show at once, and closes both. */
export async function stopAndClose(popup: Popup, call: Page): Promise<void> {
  await popup.press('Stop');
  await until(async () => (await overlayOf(call)) === null, { timeout: 4_000 });
  await popup.page.close();
  await call.close();
}

/** A meeting room joins: one tile with Ingrid, who is happy, on the left and Noah, who is surprised, on the right. */
export async function joinRoom(call: Page, name: string): Promise<void> {
  await call.evaluate(
    (room) =>
      window.call?.join(room, {
        face: 'Ingrid Holm',
        expression: 'happiness',
        beside: [{ face: 'Noah Keller', expression: 'surprise' }],
      }),
    name,
  );
}

/** Changes a call's page as a new version of the site might. */
export async function renameAttributes(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('main *')) {
      for (const { name, value } of [...element.attributes]) {
        if (!name.startsWith('data-') && name !== 'jsname') continue;
        element.removeAttribute(name);
        element.setAttribute(name.replace(/^data-|^jsname/, 'data-renamed-'), value);
      }
    }
  });
}
