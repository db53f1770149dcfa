import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Badge, badgeIn, contains, overlayOf } from '../../scripts/driver/overlay';
import type { Popup } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import { readCall, useFacet } from './session';

declare global {
  interface Window {
    takeAway: number;
  }
}

const PEOPLE = ['Mei Tanaka', 'Amara Okafor', 'Noah Keller', 'Ingrid Holm'];

describe('the overlay', () => {
  const facet = useFacet();
  let call: Page;
  let popup: Popup;

  beforeAll(async () => {
    call = await facet().call('meet');
    await call.evaluate(async () => {
      await window.call?.join('Amara Okafor', { expression: 'happiness' });
      await window.call?.join('Noah Keller', { expression: 'surprise' });
      await window.call?.join('Ingrid Holm');
    });
    popup = await readCall(facet(), call);
  });

  it('puts one badge into each tile, and the box around the face', async () => {
    const badges = await badgesOfAll(call);
    expect(badges.size).toBe(PEOPLE.length);
    for (const [name, badge] of badges) {
      const place = await placeOf(call, name);
      expect(badge.faces, name).toHaveLength(1);
      const face = badge.faces[0]!;
      expect(contains(place, face), `${name}: ${JSON.stringify({ place, face })}`).toBe(true);
      // Drawn heads sway a few hundredths about the middle, and are half as high as the picture.
      expect(Math.abs(face.x + face.width / 2 - place.x - place.width / 2)).toBeLessThan(place.width * 0.1);
      expect(face.height).toBeGreaterThan(place.height * 0.25);
      expect(face.height).toBeLessThan(place.height * 0.75);
    }
  });

  it('follows the tiles into another layout', async () => {
    await call.evaluate(() => window.call?.layout('sidebar', 'Noah Keller'));
    // Badges may lag behind their tiles by a tenth of a second.
    await until(
      async () => {
        const badges = await badgesOfAll(call);
        const has = (name: string, title: string) => badges.get(name)?.title === title;
        return has('Noah Keller', 'appears surprised') && has('Amara Okafor', 'appears happy');
      },
      { timeout: 2_000, otherwise: async () => JSON.stringify(await overlayOf(call), null, 1) },
    );
    await call.evaluate(() => window.call?.layout('grid'));
  });

  it('lets every click through', async () => {
    const badge = (await badgesOfAll(call)).get('Amara Okafor')!;
    await call.evaluate(() => {
      addEventListener(
        'click',
        (event) => document.documentElement.setAttribute('data-clicked', String(event.target)),
        {
          once: true,
          capture: true,
        },
      );
    });
    await call.mouse.click(badge.label.x + badge.label.width / 2, badge.label.y + badge.label.height / 2);
    const hit = await call.evaluate(() => document.documentElement.getAttribute('data-clicked'));
    expect(hit).toMatch(/HTML(Div|Video|Image)Element/);
  });

  it('keeps only the line that says that it reads when badges are switched off', async () => {
    await popup.showBadges(false);
    await until(async () => (await overlayOf(call))?.badges.length === 0, { timeout: 3_000 });
    await call.evaluate(() => window.call?.express('Ingrid Holm', 'happiness'));
    await until(async () => (await popup.rows()).find((row) => row.name === 'Ingrid Holm')?.expression === 'happiness');
    expect(await overlayOf(call)).toEqual({ notice: expect.stringContaining('Facet is reading'), badges: [] });
    await popup.showBadges(true);
    await badgesOfAll(call);
  });

  it('is said in the popup to be hidden where the page keeps taking it away', async () => {
    expect(await popup.text()).not.toContain('This page hides');
    await call.evaluate(() => {
      const take = () => {
        for (const node of document.querySelectorAll('html > [popover="manual"]')) node.remove();
      };
      window.takeAway = setInterval(take, 50) as unknown as number;
    });
    await until(async () => (await popup.text()).includes('This page hides or removes what Facet shows on it'), {
      timeout: 8_000,
      otherwise: () => popup.text(),
    });
    await call.evaluate(() => clearInterval(window.takeAway));
    await badgesOfAll(call);
  });

  it('is gone when its line is clicked twice by the user, and by nothing that the page does', async () => {
    const middle = await call.evaluate(() => innerWidth / 2);
    await call.evaluate((x) => {
      const host = document.elementFromPoint(x, 8)!;
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'click', 'click'])
        host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: x, clientY: 8 }));
    }, middle);
    expect((await overlayOf(call))?.notice).toContain('Facet is reading');
    await call.mouse.click(middle, 8);
    await until(async () => (await overlayOf(call))?.notice === 'Stop reading? Click here again');
    await call.mouse.click(middle, 8);
    await until(async () => (await overlayOf(call)) === null, { timeout: 3_000 });
    await pause(500);
    expect(await overlayOf(call)).toBeNull();
  });
});

/** By name, once every tile has its badge. */
async function badgesOfAll(call: Page): Promise<Map<string, Badge>> {
  return until(
    async () => {
      const overlay = await overlayOf(call);
      const badges = new Map<string, Badge>();
      for (const name of PEOPLE) {
        const badge = badgeIn(overlay?.badges ?? [], await placeOf(call, name));
        if (badge?.title.startsWith('appears')) badges.set(name, badge);
      }
      return badges.size === PEOPLE.length && badges;
    },
    { otherwise: async () => JSON.stringify(await overlayOf(call), null, 1) },
  );
}

async function placeOf(call: Page, name: string) {
  return call.evaluate((who) => window.call!.place(who), name);
}
