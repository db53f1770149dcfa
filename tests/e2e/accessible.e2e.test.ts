import axe from 'axe-core';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { useFacet } from './session';
import { storeSessions } from './stored-session';

describe('the options page, as axe-core sees it', () => {
  const facet = useFacet();
  let page: Page;
  beforeAll(async () => {
    page = await facet().options();
    await page.goto(facet().url('src/options/index.html#about'));
    const startedAt = Date.UTC(2026, 5, 20, 12);
    await storeSessions(page, [
      { id: 'a', siteLabel: 'Meet', startedAt, seconds: 180, people: ['Ann', 'Bob'] },
      { id: 'b', siteLabel: 'Zoom', startedAt, seconds: 60, people: ['Ann'] },
    ]);
  });

  const LOOKS = [
    ['light', [{ name: 'prefers-color-scheme', value: 'light' }]],
    ['dark', [{ name: 'prefers-color-scheme', value: 'dark' }]],
    ['forced colours', [{ name: 'forced-colors', value: 'active' }]],
  ] as const;
  const SECTIONS = [
    ['camera', '.stage'],
    ['picture', '.drop'],
    ['sessions', '.sessions'],
    ['sessions/a', '.lane-chart canvas'],
    ['settings', '.card'],
    ['about', '.card'],
  ] as const;

  it.each(LOOKS)('has no serious or moderate finding: %s', async (_, features) => {
    const client = await page.createCDPSession();
    await client.send('Emulation.setEmulatedMedia', { features: [...features] });
    const findings: string[] = [];
    for (const [hash, sign] of SECTIONS) {
      await page.goto('about:blank');
      await page.goto(facet().url(`src/options/index.html#${hash}`));
      await page.waitForSelector(sign);
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => (await window.axe.run()).violations);
      for (const { impact, id, nodes } of violations)
        if (impact !== 'minor') findings.push(`${hash}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }
    expect(findings).toEqual([]);
    await client.detach();
  });
});

declare global {
  interface Window {
    axe: typeof axe;
  }
}
