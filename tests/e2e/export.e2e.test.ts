import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Popup } from '../../scripts/driver/popup';
import { type CsvRow, readSession, rowsBy } from '../../scripts/driver/session-csv';
import { EXPRESSIONS } from '../../src/expressions';
import { readCall, rowOf, useFacet } from './session';

const FORMULA = '=HYPERLINK("https://example.com","x")';
const COMMA = 'Okafor, Amara "Ama"';

describe('a session exported as CSV', () => {
  const facet = useFacet();
  let call: Page;
  let popup: Popup;
  let text: string;
  let rows: CsvRow[];

  beforeAll(async () => {
    call = await facet().call('meet');
    await call.evaluate(
      async (formula, comma) => {
        await window.call?.join(formula, { face: 'Noah Keller', expression: 'happiness' });
        await window.call?.join(comma, { face: 'Amara Okafor', expression: 'surprise' });
      },
      FORMULA,
      COMMA,
    );
    popup = await readCall(facet(), call);
    await rowOf(popup, FORMULA, ({ expression }) => expression !== null);
    await pause(5_000);
    const file = await facet().download(() => popup.press('Export CSV'));
    text = readFileSync(file, 'utf8');
    rows = readSession(file);
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
