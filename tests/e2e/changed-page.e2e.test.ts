import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Popup } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import { readCall, renameAttributes, rowOf, useFacet } from './session';

const PEOPLE = ['Amara Okafor', 'Noah Keller'];

describe('Google Meet after a change of its page', () => {
  const facet = useFacet();
  let call: Page;
  let popup: Popup;
  const said = async () => (await popup.text()).includes('Google Meet’s page has changed; names may be missing.');

  beforeAll(async () => {
    call = await facet().call('meet');
    await call.evaluate(async (names) => {
      for (const name of names) await window.call?.join(name, { expression: 'happiness' });
    }, PEOPLE);
    popup = await readCall(facet(), call);
  });

  it('nothing is said while all is as known', async () => {
    for (const name of PEOPLE) await rowOf(popup, name, ({ expression }) => expression === 'happiness');
    expect(await said()).toBe(false);
  });

  it('is read on by the generic rules, and the popup says so', async () => {
    await renameAttributes(call);
    await until(said, { timeout: 5_000, otherwise: () => popup.text() });
    for (const name of PEOPLE) await rowOf(popup, name, ({ expression }) => expression === 'happiness');
    const rows = await popup.rows();
    expect(rows.map(({ name }) => name).sort(), 'nobody twice').toEqual([...PEOPLE, 'Mei Tanaka'].sort());
  });

  it('gives a report to copy, with nothing of who is in the call', async () => {
    await facet()
      .browser.defaultBrowserContext()
      .overridePermissions(facet().url('').replace(/\/$/, ''), ['clipboard-read', 'clipboard-write']);
    await popup.page.bringToFront();
    await popup.press('Copy a report of the page');
    await until(async () => (await popup.text()).includes('Copied.'), {
      timeout: 5_000,
      otherwise: () => popup.text(),
    });
    const report = await popup.page.evaluate(() => navigator.clipboard.readText());
    expect(report).toMatch(/^Facet \d+\.\d+\.\d+, Chrom(e|ium)\/\d+/);
    expect(report).toContain('Site: Google Meet on meet.google.com, changed');
    expect(report).toContain('tile: [data-tile-media-id][data-participant-id] → 0');
    expect(report).toContain('<div class="media" data-renamed-layout>');
    expect(report).toContain('(remote track, shown)');
    expect(report).not.toMatch(/amara|okafor|noah|keller|mei|tanaka|abc-defg-hij|spaces|devices|https?:|1677/i);
  });
});
