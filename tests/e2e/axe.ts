import axe from 'axe-core';
import type { Page } from 'puppeteer';

export const LOOKS = [
  ['light', [{ name: 'prefers-color-scheme', value: 'light' }]],
  ['dark', [{ name: 'prefers-color-scheme', value: 'dark' }]],
  ['forced colours', [{ name: 'forced-colors', value: 'active' }]],
] as const;
export type Features = (typeof LOOKS)[number][1];

/** What axe-core finds serious or moderate in a page that looks like this: rule and elements. */
export async function findings(page: Page, features: Features): Promise<string[]> {
  const client = await page.createCDPSession();
  await client.send('Emulation.setEmulatedMedia', { features: [...features] });
  // A colour that is still on its way from one scheme to the other has no contrast worth measuring. Not waited for: in a
  // page that is behind another nothing moves on.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  });
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => (await window.axe.run()).violations);
  await client.detach();
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .map(({ id, nodes }) => `${page.url()}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The same in every look, each with its name before it. */
export async function findingsInAll(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [look, features] of LOOKS)
    found.push(...(await findings(page, features)).map((finding) => `${look}: ${finding}`));
  return found;
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
