import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Popup } from '../../scripts/driver/popup';
import { expressionsBySeconds, readSession, rowsBy } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import type { DrawnExpression } from '../../scripts/faces/expressions';
import { readCall, useFacet } from './session';

const ME = 'Mei Tanaka';
/** The user's own camera shows the fifth. */
const CAST = {
  'Amara Okafor': 'happiness',
  'Noah Keller': 'surprise',
  'Viktor Petrov': 'anger',
  'Ingrid Holm': 'sadness',
} as const satisfies Record<string, DrawnExpression>;
const SHOWN: Readonly<Record<string, DrawnExpression>> = { ...CAST, [ME]: 'neutral' };
/** Of five drawn expressions, as many must be read as drawn. */
const AT_LEAST = 4;

describe('four participants and the own camera, each with another expression', () => {
  const facet = useFacet({ myExpression: 'neutral' });
  let call: Page;
  let popup: Popup;

  beforeAll(async () => {
    call = await facet().call('meet');
    await call.evaluate(async (cast) => {
      for (const [name, expression] of Object.entries(cast)) await window.call?.join(name, { expression });
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

  it('writes them to the CSV', async () => {
    // Some seconds more, so that what was read while the first pictures were blurred does not decide.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const people = rowsBy('name', readSession(await facet().download(() => popup.press('Export CSV'))));
    expect([...people.keys()].sort()).toEqual(Object.keys(SHOWN).sort());
    const right = [...people].filter(([name, rows]) => expressionsBySeconds(rows)[0]?.expression === SHOWN[name]);
    expect(
      right.length,
      JSON.stringify([...people].map(([n, r]) => [n, expressionsBySeconds(r)])),
    ).toBeGreaterThanOrEqual(AT_LEAST);
    for (const row of [...people.values()].flat()) expect(Number(row.detector_score)).toBeGreaterThan(0.8);
  });

  it('follows when everyone changes their face and their place', async () => {
    const turned: Record<string, DrawnExpression> = {
      'Amara Okafor': 'sadness',
      'Noah Keller': 'happiness',
      'Viktor Petrov': 'surprise',
      'Ingrid Holm': 'anger',
    };
    await call.evaluate((cast) => {
      for (const [name, expression] of Object.entries(cast)) window.call?.express(name, expression);
      window.call?.swap('Amara Okafor', 'Ingrid Holm');
      window.call?.layout('sidebar', 'Viktor Petrov');
    }, turned);
    await until(async () => rightRows(await popup.rows(), { ...turned, [ME]: 'neutral' }).length >= AT_LEAST, {
      otherwise: async () => JSON.stringify(await popup.rows(), null, 1),
    });
  });
});

function rightRows(rows: readonly { name: string; expression: string | null }[], shown = SHOWN): string[] {
  return rows.filter(({ name, expression }) => expression === shown[name]).map(({ name }) => name);
}
