import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faceLabelsOf, lookAt } from '../../scripts/driver/overlay';
import type { Popup, PopupRow } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import { joinRoom, readCall, rowOf, useFacet } from './session';

/** A picture that is gone must not be read any longer than this; a bit more for the popup to say so. */
const GONE = 2_000 + 300;

describe('participants come, go and change', () => {
  const facet = useFacet();
  let call: Page;
  let popup: Popup;

  beforeAll(async () => {
    call = await facet().call('meet');
    await call.evaluate(async () => {
      await window.call?.join('Amara Okafor', { expression: 'happiness' });
      await window.call?.join('Noah Keller', { expression: 'happiness' });
    });
    popup = await readCall(facet(), call);
  });

  beforeEach(async () => {
    await rowOf(popup, 'Amara Okafor', ({ expression }) => expression === 'happiness');
    await rowOf(popup, 'Noah Keller', ({ expression }) => expression === 'happiness');
  });

  it('stops reading a camera that goes off, and starts again when it comes on', async () => {
    await call.evaluate(() => window.call?.camera('Noah Keller', false));
    try {
      const off = ({ expression, reading }: PopupRow) => expression === null && reading === 'camera off';
      await rowOf(popup, 'Noah Keller', off, GONE);
    } finally {
      await call.evaluate(() => window.call?.camera('Noah Keller', true));
    }
    await rowOf(popup, 'Noah Keller', ({ expression }) => expression === 'happiness');
  });

  it('stops reading a picture that stands still', async () => {
    await call.evaluate(() => window.call?.freeze('Noah Keller'));
    try {
      // Frames that are under way still come.
      await rowOf(popup, 'Noah Keller', ({ expression }) => expression === null, GONE + 300);
      await rowOf(popup, 'Noah Keller', ({ reading }) => reading === 'picture stands still');
    } finally {
      await call.evaluate(() => window.call?.camera('Noah Keller', true));
    }
  });

  it('stops reading the own camera when it goes off', async () => {
    await rowOf(popup, 'Mei Tanaka', ({ expression }) => expression !== null);
    await call.evaluate(() => window.call?.camera('Mei Tanaka', false));
    try {
      await rowOf(popup, 'Mei Tanaka', ({ expression, isSelf }) => expression === null && isSelf, GONE);
    } finally {
      await call.evaluate(() => window.call?.camera('Mei Tanaka', true));
    }
  });

  it('drops who leaves and reads who comes back', async () => {
    await call.evaluate(() => window.call?.leave('Amara Okafor'));
    await until(async () => !(await names(popup)).includes('Amara Okafor'), { timeout: 5_000 });
    await call.evaluate(() => window.call?.join('Amara Okafor', { expression: 'happiness' }));
    await rowOf(popup, 'Amara Okafor', ({ expression }) => expression === 'happiness');
  });

  it('keeps the numbers of people in a room who walk past each other', async () => {
    const room = 'Tea room';
    await joinRoom(call, room);
    const drawn = await lookAt(call);
    const fromLeft = (...labels: string[]) =>
      until(
        async () => {
          const seen = await faceLabelsOf(call);
          return seen.length === labels.length && labels.every((label, i) => seen[i]?.startsWith(`${room} · ${label}`));
        },
        { otherwise: async () => `${drawn}: ${JSON.stringify(await faceLabelsOf(call))}` },
      );
    try {
      await fromLeft('1, appears happy', '2, appears surprised');
      await call.evaluate((name) => window.call?.exchangeSeats(name), room);
      await fromLeft('2, appears surprised', '1, appears happy');
      await call.evaluate((name) => window.call?.exchangeSeats(name), room);
      await fromLeft('1, appears happy', '2, appears surprised');
    } finally {
      await call.evaluate((name) => window.call?.leave(name), room);
      await until(async () => !(await names(popup)).includes(room));
    }
  });

  it('follows a new name', async () => {
    await call.evaluate(() => window.call?.rename('Noah Keller', 'Noah K.'));
    await rowOf(popup, 'Noah K.', ({ expression }) => expression === 'happiness');
    expect(await names(popup)).not.toContain('Noah Keller');
    await call.evaluate(() => window.call?.rename('Noah K.', 'Noah Keller'));
  });

  it('keeps a participant whose tile is built anew', async () => {
    await call.evaluate(() => window.call?.rerender('Noah Keller'));
    await pause(1_000);
    expect(await names(popup)).toHaveLength(3);
    await rowOf(popup, 'Noah Keller', ({ expression }) => expression === 'happiness');
  });

  it('goes on with a picture that is moved into a window of its own', async () => {
    await call.bringToFront();
    await call.evaluate((name) => {
      const seat = window.call?.allSeats().find(({ participant }) => participant.name === name);
      const video = seat?.person.element.querySelector('video');
      document.addEventListener('click', () => void video?.requestPictureInPicture(), { once: true });
    }, 'Noah Keller');
    await call.mouse.click(4, 4);
    await call.waitForFunction(() => document.pictureInPictureElement, { timeout: 5_000 });
    await call.evaluate(() => window.call?.express('Noah Keller', 'surprise'));
    await rowOf(popup, 'Noah Keller', ({ expression }) => expression === 'surprise');
    expect(await names(popup)).toHaveLength(3);
    await call.evaluate(async () => {
      await document.exitPictureInPicture();
      window.call?.express('Noah Keller', 'happiness');
    });
  });

  it('never reads a shared screen as somebody’s face', async () => {
    await call.evaluate(() => window.call?.express('Amara Okafor', 'surprise'));
    await call.evaluate(() => window.call?.share('Amara Okafor', true));
    // The slide shows a smiling portrait.
    await rowOf(popup, 'Amara Okafor', ({ expression }) => expression === 'surprise');
    await pause(2_000);
    expect((await names(popup)).sort()).toEqual(['Amara Okafor', 'Mei Tanaka', 'Noah Keller']);
    expect((await rowOf(popup, 'Amara Okafor')).expression).toBe('surprise');
    await call.evaluate(() => window.call?.share('Amara Okafor', false));
    await call.evaluate(() => window.call?.express('Amara Okafor', 'happiness'));
  });

  it('keeps two of the same name apart', async () => {
    await call.evaluate(async () => {
      await window.call?.join('Alex', { face: 'Ravi Menon', expression: 'surprise' });
      await window.call?.join('Alex', { face: 'Viktor Petrov', expression: 'happiness' });
    });
    await until(
      async () => {
        const both = (await popup.rows()).filter(({ name }) => name === 'Alex').map(({ expression }) => expression);
        return both.sort().join() === 'happiness,surprise';
      },
      { otherwise: async () => JSON.stringify(await popup.rows(), null, 1) },
    );
  });
});

async function names(popup: Popup): Promise<string[]> {
  return (await popup.rows()).map(({ name }) => name);
}
