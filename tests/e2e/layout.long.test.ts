import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { storeSessions, YESTERDAY } from '../../scripts/driver/stored-session';
import { speaking } from '../../scripts/gallery/extension';
import { agree, at, facesIn, shown } from '../../scripts/gallery/walk';
import { useFacet } from './session';

/** CSS pixels; 320 is also what a window of 1280 has at 400 %. */
const WIDTHS = [320, 480, 768, 1280, 1600];
/** The popup takes its width from its contents. */
const POPUP = [372];
const LONG = 'Maximiliane von Hohenstein-Wittgenstein (Abteilung Öffentlichkeitsarbeit)';

const SECTIONS = [
  ['camera', '.stage'],
  ['picture', '.drop'],
  ['sessions', '.sessions'],
  ['sessions/a', '.lane-chart canvas'],
  ['settings', '[data-setting]'],
  ['about', '.card'],
] as const;

/** What of a page is out of reach, cut or laid over something else at a width. */
async function faults(page: Page, width: number): Promise<string[]> {
  await page.setViewport({ width, height: 900 });
  const found = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const out: string[] = [];
    const wide = document.documentElement.clientWidth;
    const name = (element: Element) =>
      `<${element.localName} ${element.className}> ${(element.textContent ?? '').trim().slice(0, 40)}`;
    const isHidden = (element: Element) => element.closest('.visually-hidden, [hidden]') !== null;
    if (document.documentElement.scrollWidth > wide)
      out.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
    const scrolls = (element: Element) => element.closest('.table-scroll, pre') !== null;
    /** It lies where its own list is scrolled to, not below or above that. */
    const isScrolledTo = (element: Element) => {
      const { top, bottom } = element.getBoundingClientRect();
      for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
        if (!/auto|scroll/.test(getComputedStyle(outer).overflowY)) continue;
        const frame = outer.getBoundingClientRect();
        if (top < frame.top - 1 || bottom > frame.bottom + 1) return false;
      }
      return true;
    };
    for (const element of document.body.querySelectorAll('*')) {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || isHidden(element) || scrolls(element)) continue;
      if (left < -1 || right > wide + 1)
        out.push(`out of the page (${Math.round(left)}–${Math.round(right)}): ${name(element)}`);
      const style = getComputedStyle(element);
      const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      // What ends in dots is said in full on hover, and to screen readers.
      const isTold = style.textOverflow === 'ellipsis';
      if (isCut && hasText && style.overflowX !== 'visible' && !isTold) out.push(`cut: ${name(element)}`);
      if (isCut && hasText && style.overflowX === 'visible' && style.display !== 'inline')
        out.push(`runs over: ${name(element)}`);
    }
    const controls = [...document.body.querySelectorAll('button, a, select, textarea, input, .button')].filter(
      (one) => one.getBoundingClientRect().width > 1 && !isHidden(one) && !scrolls(one) && isScrolledTo(one),
    );
    for (const [i, a] of controls.entries())
      for (const b of controls.slice(i + 1)) {
        if (a.contains(b) || b.contains(a)) continue;
        // Of a link that goes over two lines, each line.
        for (const one of a.getClientRects())
          for (const other of b.getClientRects()) {
            const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            if (across > 1 && down > 1) out.push(`overlap: ${name(a)} and ${name(b)}`);
          }
      }
    return out;
  });
  return found.map((fault) => `${width}: ${fault}`);
}

async function atAll(page: Page, of: string, widths = WIDTHS): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    found.push(...(await faults(page, width)).map((fault) => `${of} ${fault}`));
    if (process.env.PICTURES && [320, 372, 768, 1280].includes(width))
      await page.screenshot({
        path: `${process.env.PICTURES}/${of.replace(/\W/g, '-')}-${width}.png` as `${string}.png`,
        fullPage: true,
      });
  }
  return found;
}

describe.each(['en', 'de', 'fr'])('every page at every width, in %s', (language) => {
  const facet = useFacet({ extension: speaking(language, mkdtempSync(join(tmpdir(), 'facet-'))), agree: false });

  it('has nothing out of reach, cut or laid over something else', async () => {
    const found: string[] = [];
    const options = await facet().options();
    await agree(options);
    await at(options, facet(), 'about');
    await storeSessions(options, [
      { id: 'a', siteLabel: 'Google Meet', startedAt: YESTERDAY, seconds: 600, people: [LONG, 'Ann', 'Bob'] },
      { id: 'b', siteLabel: 'Zoom', startedAt: YESTERDAY, seconds: 60, people: [LONG] },
    ]);
    for (const [section, sign] of SECTIONS) {
      await at(options, facet(), section);
      await options.waitForSelector(sign);
      found.push(...(await atAll(options, `${language} ${section}`)));
    }
    const { page: welcome } = await facet().welcome();
    found.push(...(await atAll(welcome, `${language} welcome`)));
    const call = await facet().call('meet');
    await call.evaluate((name) => window.call?.join(name, { expression: 'surprise' }), LONG);
    const popup = await facet().popup(call);
    await shown(popup.page, 'ready');
    found.push(...(await atAll(popup.page, `${language} popup ready`, POPUP)));
    // Nothing is found by its words here: they are another language's.
    await popup.page.locator('button.primary').click();
    await facesIn(popup.page, 2);
    await popup.page.evaluate(() => {
      for (const row of document.querySelectorAll('details')) row.open = true;
    });
    found.push(...(await atAll(popup.page, `${language} popup reading`, POPUP)));
    await popup.page.goto(`${popup.page.url()}&panel`);
    await facesIn(popup.page, 2);
    found.push(...(await atAll(popup.page, `${language} panel`)));
    expect(found).toEqual([]);
  });
});
