import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { storeSessions, YESTERDAY } from '../../scripts/driver/stored-session';
import { until } from '../../scripts/driver/until';
import { findings, findingsInAll, LOOKS } from './axe';
import { useFacet } from './session';

const facet = useFacet({ agree: false });

describe('the welcome page, as axe-core sees it', () => {
  it.each(LOOKS)('%s', async (_, features) => {
    const { page } = await facet().welcome();
    expect(await findings(page, features)).toEqual([]);
  });
});

describe('the options page, as axe-core sees it', () => {
  let page: Page;
  beforeAll(async () => {
    await (await facet().welcome()).agree();
    page = await facet().options();
    await page.goto(facet().url('src/options/index.html#about'));
    await storeSessions(page, [
      { id: 'a', siteLabel: 'Meet', startedAt: YESTERDAY, seconds: 180, people: ['Ann', 'Bob'] },
      { id: 'b', siteLabel: 'Zoom', startedAt: YESTERDAY, seconds: 60, people: ['Ann'] },
    ]);
  });

  const SECTIONS = [
    ['camera', '.stage'],
    ['picture', '.drop'],
    ['sessions', '.sessions'],
    ['sessions/a', '.lane-chart canvas'],
    ['settings', '[data-setting]'],
    ['about', '.card'],
  ] as const;

  it.each(SECTIONS)('%s has no serious or moderate finding, and says in its title what it is', async (hash, sign) => {
    await page.evaluate((to) => location.assign(`#${to}`), hash);
    await page.waitForSelector(sign);
    // Of one session, its own.
    const said = () =>
      page.evaluate(() => {
        const heading = document.querySelector('.session-title') ?? document.querySelector('h1');
        return document.title === `${heading?.textContent} · Facet`;
      });
    await until(said, { otherwise: () => page.title() });
    expect(await findingsInAll(page)).toEqual([]);
  });

  it('has a report without a serious or moderate finding, no wider than a phone', async () => {
    await page.goto('about:blank');
    await page.goto(facet().url('src/options/index.html#sessions/a'));
    await page.waitForSelector('.lane-chart canvas');
    const file = await facet().download(() => page.locator('.exports li:nth-child(4) button').click());
    await page.goto(`file://${file}`);
    expect(await findingsInAll(page)).toEqual([]);
    await page.setViewport({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.setViewport(null);
  });
});
