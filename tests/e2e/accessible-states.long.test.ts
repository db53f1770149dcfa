import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filmFile } from '../../scripts/driver/film-file';
import { damageSession, storeSessions, YESTERDAY } from '../../scripts/driver/stored-session';
import { personNamed } from '../../scripts/faces/people';
import { portraits } from '../../scripts/faces/render';
import { findingsInAll } from './axe';
import { rowOf, useFacet } from './session';

const AMARA = 'Amara Okafor';
const PEOPLE = [AMARA, 'Noah Keller', 'Ingrid Holm'];
const facet = useFacet({ myExpression: 'happiness' });
const folder = mkdtempSync(join(tmpdir(), 'facet-axe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let page: Page;
beforeAll(async () => {
  page = await facet().options();
});

async function at(hash: string): Promise<void> {
  await page.bringToFront();
  await page.goto('about:blank');
  await page.goto(facet().url(`src/options/index.html#${hash}`));
}

describe('the options page while something goes on in it, as axe-core sees it', () => {
  it('the camera runs', async () => {
    await at('camera');
    await page.locator('button.primary').click();
    await page.waitForSelector('.faces [data-expression="happiness"]', { timeout: 60_000 });
    expect(await findingsInAll(page)).toEqual([]);
  });

  it('pictures are read, a file is refused, and all faces stand in a table', async () => {
    await at('picture');
    const faces = await portraits(personNamed('Ingrid Holm'), ['happiness', 'surprise']);
    const paths = ['two.png', 'again.png', 'notes.jpg'].map((name) => join(folder, name));
    for (const [i, path] of paths.entries()) writeFileSync(path, i < 2 ? faces : 'text');
    const input = (await page.waitForSelector('.drop input')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(...paths);
    await page.waitForFunction(
      () =>
        document.querySelectorAll('[data-picture="read"]').length === 2 &&
        document.querySelector('[data-file="refused"]'),
      { timeout: 60_000 },
    );
    await page.locator('.faces-table summary').click();
    expect(await findingsInAll(page)).toEqual([]);
  });

  it('a video is read', async () => {
    await at('picture');
    await page.waitForSelector('.drop input');
    const [happy, surprised] = await Promise.all(
      (['happiness', 'surprise'] as const).map((one) => portraits(personNamed('Ingrid Holm'), [one])),
    );
    await page.evaluate(filmFile, happy!.toString('base64'), surprised!.toString('base64'));
    await page.waitForSelector('[data-file="video"] video', { timeout: 20_000 });
    await page.locator('.film button').click();
    await page.waitForSelector('progress');
    expect(await findingsInAll(page), 'while it is read').toEqual([]);
    await page.waitForSelector('.film .timeline', { timeout: 60_000 });
    expect(await findingsInAll(page), 'and after').toEqual([]);
  });

  it('a session is damaged, another was just deleted, and of a third somebody is about to be erased', async () => {
    await at('about');
    await storeSessions(
      page,
      ['kept', 'deleted', 'damaged'].map((id, i) => ({
        id,
        siteLabel: id,
        startedAt: YESTERDAY + i * 600_000,
        seconds: 180,
        people: ['Ann', 'Bob'],
      })),
    );
    await damageSession(page, 'damaged');
    await at('sessions');
    await page.locator('[aria-label^="Delete: deleted"]').click();
    await page.waitForSelector('.undo');
    await page.waitForSelector('.message.warning');
    expect(await findingsInAll(page), 'the list').toEqual([]);
    await at('sessions/kept');
    await page.locator('[aria-label="Erase from this session: Bob"]').click();
    await page.locator('::-p-aria([name="Table"][role="button"])').click();
    await page.locator('::-p-aria([name="Mark 0:00"][role="button"])').click();
    await page.locator('[aria-label="Remove the mark at 0:00"]').click();
    await page.waitForSelector('.undo');
    await page.waitForSelector('.confirm');
    expect(await findingsInAll(page), 'the session').toEqual([]);
  });
});

describe('the popup in other modes and states', () => {
  it('of an audience, and while somebody is about to be erased', async () => {
    const call = await facet().call('meet');
    await call.evaluate(async (names) => {
      for (const name of names) await window.call?.join(name, { expression: 'happiness' });
    }, PEOPLE);
    const popup = await facet().popup(call);
    await popup.start('Audience');
    await popup.page.waitForSelector('.audience [data-expression="happiness"][data-faces="3"]', { timeout: 60_000 });
    expect(await findingsInAll(popup.page), 'an audience').toEqual([]);
    await popup.press('Stop');
    await popup.start('People');
    await rowOf(popup, AMARA, ({ expression }) => expression === 'happiness', 60_000);
    await popup.page.locator(`li:has([title="${AMARA}"]) summary`).click();
    await popup.press(`Don’t read, and erase: ${AMARA}`);
    await popup.page.waitForSelector('.confirm');
    expect(await findingsInAll(popup.page), 'about to be erased').toEqual([]);
    await popup.press('Stop');
    await call.close();
  }, 180_000);
});
