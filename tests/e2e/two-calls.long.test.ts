import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { overlayOf } from '../../scripts/driver/overlay';
import { readSession, rowsBy } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import { openCall, readCall, rowOf, SOMEONE, useFacet } from './session';

describe('two calls at once', () => {
  const facet = useFacet();

  it('are two sessions, also where they are the same meeting', async () => {
    const first = await openCall(facet(), 'meet', '?first');
    const second = await openCall(facet(), 'meet', '?second', 'Noah Keller');
    const popups = [await readCall(facet(), first), await readCall(facet(), second)] as const;
    await first.bringToFront();
    await rowOf(popups[0], SOMEONE, ({ expression }) => expression === 'happiness');
    await second.bringToFront();
    await rowOf(popups[1], 'Noah Keller', ({ expression }) => expression === 'happiness');
    await pause(2_000);
    const people = [];
    for (const popup of popups) {
      const file = await facet().download(() => popup.press('Export CSV'));
      const rows = readSession(file);
      // The next may begin in the same minute, and have the same name.
      rmSync(file);
      people.push([...rowsBy('name', rows).keys()].sort());
      expect(rowsBy('participant_id', rows).size).toBe(2);
    }
    expect(people).toEqual([
      [SOMEONE, 'Mei Tanaka'],
      ['Mei Tanaka', 'Noah Keller'],
    ]);

    await popups[0].press('Stop');
    await until(async () => (await overlayOf(first)) === null);
    await second.evaluate(() => window.call?.express('Noah Keller', 'surprise'));
    await rowOf(popups[1], 'Noah Keller', ({ expression }) => expression === 'surprise');
  });
});
