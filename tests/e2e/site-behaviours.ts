import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import type { Expected } from '../../scripts/call/page/fixture';
import { type Badge, badgeIn, faceLabelsOf, lookAt, overlayOf } from '../../scripts/driver/overlay';
import type { Popup } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import { joinRoom, rowOf } from './session';
import type { Behaviour } from './site-table';

/** A call that is being read, with Amara, who is happy, Noah, who is surprised, and the own camera. */
export interface ReadCall {
  readonly call: Page;
  readonly popup: Popup;
  readonly expected: Expected;
}

const [AMARA, NOAH, ME] = ['Amara Okafor', 'Noah Keller', 'Mei Tanaka'];
const ROOM = 'Tea room';
/** A camera that is off is read no longer than this; a bit more for the popup to say so. Milliseconds. */
const GONE = 2_000 + 400;

/** One test per behaviour, in the order in which they leave the call to each other. */
export const TESTS: Readonly<Record<Behaviour, (on: ReadCall) => Promise<void>>> = {
  async tile({ call, popup }) {
    await rowOf(popup, AMARA, ({ expression }) => expression === 'happiness');
    await rowOf(popup, NOAH, ({ expression }) => expression === 'surprise');
    await badgesSay(call, { [AMARA]: 'appears happy', [NOAH]: 'appears surprised' });
    expect(await popup.rows()).toHaveLength(3);
  },

  async name({ call, popup, expected }) {
    const names = async () => (await popup.rows()).filter(({ isSelf }) => !isSelf).map(({ name }) => name);
    expect((await names()).sort()).toEqual([AMARA, NOAH]);
    if (expected.ownName !== 'hidden') expect((await rowOf(popup, ME)).isSelf).toBe(true);
    await call.evaluate((...args) => window.call?.rename(...args), NOAH, 'Noah K.');
    await rowOf(popup, 'Noah K.', ({ expression }) => expression === 'surprise', 5_000);
    await call.evaluate((...args) => window.call?.rename(...args), 'Noah K.', NOAH);
    await rowOf(popup, NOAH, () => true, 5_000);
    expect(await names()).toHaveLength(2);
  },

  async 'own tile'({ popup, expected }) {
    const own = (await popup.rows()).filter(({ isSelf }) => isSelf);
    expect(own).toHaveLength(1);
    expect(own[0]!.name).toMatch(expected.ownName === 'hidden' ? /^Participant \d+$/ : ME);
  },

  async 'camera off'({ call, popup }) {
    await call.evaluate((name) => window.call?.camera(name, false), NOAH);
    await rowOf(popup, NOAH, ({ expression }) => expression === null, GONE);
    await badgesSay(call, { [NOAH]: 'The camera is off' });
    await call.evaluate((name) => window.call?.camera(name, true), NOAH);
    await rowOf(popup, NOAH, ({ expression }) => expression === 'surprise');
  },

  async 'screen share'({ call, popup }) {
    await lookAt(call);
    // The slide shows a smiling portrait.
    await call.evaluate((name) => window.call?.share(name, true), NOAH);
    const before = await ids(popup);
    for (let look = 0; look < 5; look++) {
      await pause(300);
      expect(await ids(popup)).toEqual(before);
      expect((await rowOf(popup, NOAH)).expression).not.toBe('happiness');
      const screen = await call.evaluate(() => {
        const shared = window.call!.allSeats().find(({ screen }) => screen)!.screen!.element;
        const { x, y, width, height } = shared.getBoundingClientRect();
        const frame = shared.ownerDocument.defaultView?.frameElement?.getBoundingClientRect();
        return { x: x + (frame?.x ?? 0), y: y + (frame?.y ?? 0), width, height };
      });
      expect(badgeIn((await overlayOf(call))?.badges ?? [], screen)).toBeUndefined();
    }
    await rowOf(popup, NOAH, ({ expression }) => expression === 'surprise');
    await call.evaluate((name) => window.call?.share(name, false), NOAH);
  },

  async 'layout change'({ call, popup }) {
    const before = await ids(popup);
    const right = { [AMARA]: 'appears happy', [NOAH]: 'appears surprised' };
    await call.evaluate((name) => window.call?.layout('sidebar', name), NOAH);
    await badgesSay(call, right);
    await call.evaluate(
      (...names) => {
        window.call?.layout('spotlight', names[0]);
        for (const name of names) window.call?.rerender(name);
        window.call?.recycle(...names);
      },
      ...([AMARA, NOAH] as const),
    );
    await badgesSay(call, right);
    await call.evaluate(() => window.call?.layout('grid'));
    await badgesSay(call, right);
    expect(await ids(popup)).toEqual(before);
  },

  async rejoin({ call, popup }) {
    await call.evaluate((name) => window.call?.leave(name), AMARA);
    await until(async () => (await popup.rows()).length === 2, { timeout: 5_000, otherwise: () => popup.text() });
    await call.evaluate((name) => window.call?.join(name, { expression: 'surprise' }), AMARA);
    await rowOf(popup, AMARA, ({ expression }) => expression === 'surprise');
    expect(await popup.rows()).toHaveLength(3);
  },

  async 'several faces'({ call }) {
    await joinRoom(call, ROOM);
    const drawn = await lookAt(call);
    await until(
      async () => {
        const [left, right, ...more] = await faceLabelsOf(call);
        const isRight =
          left?.startsWith(`${ROOM} · 1, appears happy`) && right?.startsWith(`${ROOM} · 2, appears surpri`);
        return isRight && more.length === 0;
      },
      { otherwise: async () => `${drawn}: ${JSON.stringify(await faceLabelsOf(call))}` },
    );
  },
};

async function ids(popup: Popup): Promise<Record<string, string | null>> {
  return popup.page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('li[data-participant]')].map((row) => [
        row.querySelector('.name')?.textContent ?? '',
        row.getAttribute('data-participant'),
      ]),
    ),
  );
}

/** Waits until these people's tiles bear these badges. */
async function badgesSay(call: Page, titles: Readonly<Record<string, string>>): Promise<void> {
  const titleOf = async (badges: readonly Badge[], name: string) =>
    badgeIn(badges, await call.evaluate((who) => window.call!.place(who), name))?.title;
  const drawn = await lookAt(call);
  await until(
    async () => {
      const badges = (await overlayOf(call))?.badges ?? [];
      for (const [name, title] of Object.entries(titles)) if ((await titleOf(badges, name)) !== title) return false;
      return true;
    },
    { otherwise: async () => `${drawn}: ${JSON.stringify(await overlayOf(call), null, 1)}` },
  );
}
