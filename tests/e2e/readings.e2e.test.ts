import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { median } from '../../scripts/bench/quantile';
import { Popup } from '../../scripts/driver/popup';
import { type CsvRow, expressionsBySeconds, readSession, rowsBy } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import type { DrawnExpression } from '../../scripts/faces/expressions';
import { EXPRESSIONS } from '../../src/expressions';
import { readCall, useFacet } from './session';

const ME = 'Mei Tanaka';
const FORMULA = '=HYPERLINK("https://example.com","x")';
const COMMA = 'Okafor, Amara "Ama"';
/** Who looks like whom, and how. The user's own camera shows the fifth. */
const CAST = {
  [COMMA]: { face: 'Amara Okafor', expression: 'happiness' },
  [FORMULA]: { face: 'Noah Keller', expression: 'surprise' },
  'Viktor Petrov': { face: 'Viktor Petrov', expression: 'anger' },
  'Ingrid Holm': { face: 'Ingrid Holm', expression: 'sadness' },
} as const satisfies Record<string, { face: string; expression: DrawnExpression }>;
const SHOWN: Readonly<Record<string, DrawnExpression>> = {
  ...Object.fromEntries(Object.entries(CAST).map(([name, { expression }]) => [name, expression])),
  [ME]: 'neutral',
};
/** Of five drawn expressions, as many must be read as drawn. */
const AT_LEAST = 4;

describe('four participants and the own camera, each with another expression', () => {
  const facet = useFacet({ myExpression: 'neutral' });
  let call: Page;
  let popup: Popup;

  beforeAll(async () => {
    call = await facet().call('meet');
    await call.evaluate(async (cast) => {
      for (const [name, look] of Object.entries(cast)) await window.call?.join(name, look);
    }, CAST);
    popup = await readCall(facet(), call);
  });

  it('lists everyone by name, with the own camera marked', async () => {
    const rows = await until(async () => {
      const seen = await popup.rows();
      return seen.length === 5 && seen;
    });
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(SHOWN).sort());
    expect(rows.filter(({ isSelf }) => isSelf).map(({ name }) => name)).toEqual([ME]);
  });

  it('names the right expression beside the right name', async () => {
    await until(async () => rightRows(await popup.rows()).length >= AT_LEAST, {
      otherwise: async () => JSON.stringify(await popup.rows(), null, 1),
    });
  });

  describe('exported as CSV', () => {
    let text: string;
    let rows: CsvRow[];

    beforeAll(async () => {
      // Some seconds more, so that what was read while the first pictures were blurred does not decide.
      await pause(6_000);
      const file = await facet().download(() => popup.press('Export CSV'));
      text = readFileSync(file, 'utf8');
      rows = readSession(file);
    });

    it('says of each what they showed', () => {
      const people = rowsBy('name', rows);
      expect([...people.keys()].sort()).toEqual(Object.keys(SHOWN).map(asText).sort());
      const right = Object.entries(SHOWN).filter(
        ([name, shown]) => expressionsBySeconds(people.get(asText(name))!)[0]?.expression === shown,
      );
      const counted = [...people].map(([name, theirs]) => [name, expressionsBySeconds(theirs)]);
      expect(right.length, JSON.stringify(counted)).toBeGreaterThanOrEqual(AT_LEAST);
      for (const [name, theirs] of people) {
        const scores = theirs.map((row) => Number(row.detector_score));
        // The first pictures of a connection are blurred.
        expect(median(scores), name).toBeGreaterThan(0.8);
        expect(Math.min(...scores), name).toBeGreaterThan(0.5);
      }
    });

    it('cannot carry a formula into a spreadsheet', () => {
      const names = [...rowsBy('name', rows).keys()];
      expect(names).toContain(`'${FORMULA}`);
      expect(names).toContain(COMMA);
      for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+@\t\r]/);
    });

    it('is UTF-8 with CRLF after every line and as many cells in each', () => {
      expect(text.startsWith('\uFEFF')).toBe(true);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    });

    it('has one row per participant, face and second, with probabilities that make sense', () => {
      const keys = rows.map((row) => [row.participant_id, row.face, row.time_utc].join('|'));
      expect(new Set(keys).size).toBe(keys.length);
      for (const [name, seconds] of rowsBy('name', rows)) expect(seconds.length, name).toBeGreaterThanOrEqual(5);
      for (const row of rows) {
        expect(row.site).toBe('Google Meet');
        expect(new Date(row.time_utc!).toISOString()).toBe(row.time_utc);
        expect(Number(row.samples)).toBeGreaterThan(0);
        if (row.confidence === '') continue;
        const probabilities = EXPRESSIONS.map((name) => Number(row[name]));
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 2);
        expect(Math.abs(Number(row.valence))).toBeLessThanOrEqual(1);
      }
    });
  });

  it('follows when everyone changes their face and their place', async () => {
    const turned: Record<string, DrawnExpression> = {
      [COMMA]: 'sadness',
      [FORMULA]: 'happiness',
      'Viktor Petrov': 'surprise',
      'Ingrid Holm': 'anger',
    };
    await call.evaluate(
      (cast, one, other) => {
        for (const [name, expression] of Object.entries(cast)) window.call?.express(name, expression);
        window.call?.swap(one, other);
        window.call?.layout('sidebar', 'Viktor Petrov');
      },
      turned,
      COMMA,
      'Ingrid Holm',
    );
    await until(async () => rightRows(await popup.rows(), { ...turned, [ME]: 'neutral' }).length >= AT_LEAST, {
      otherwise: async () => JSON.stringify(await popup.rows(), null, 1),
    });
  });

  it('shows in the tab’s side panel what the popup shows', async () => {
    await popup.page.bringToFront();
    await popup.page.click('button[aria-label="Keep open beside the call"]');
    const target = await facet().browser.waitForTarget((one) => one.url().includes('&panel'), { timeout: 10_000 });
    const page = await target.asPage();
    const panel = new Popup(page);
    await until(
      async () => (await panel.rows()).some(({ name, expression }) => name === COMMA && expression !== null),
      {
        otherwise: () => panel.text(),
      },
    );
    // It is the panel already, and as wide as the user makes it.
    expect(await page.$('button[aria-label="Keep open beside the call"]')).toBeNull();
    expect(await page.evaluate(() => document.body.clientWidth === document.documentElement.clientWidth)).toBe(true);
  });
});

/** A name as it stands in a spreadsheet. */
function asText(name: string): string {
  return name === FORMULA ? `'${name}` : name;
}

function rightRows(rows: readonly { name: string; expression: string | null }[], shown = SHOWN): string[] {
  return rows.filter(({ name, expression }) => expression === shown[name]).map(({ name }) => name);
}
