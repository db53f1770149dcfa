import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { Facet } from '../driver/facet';
import type { Popup } from '../driver/popup';
import { readSession } from '../driver/session-csv';
import { until } from '../driver/until';
import { PEOPLE } from '../faces/people';

/** A call of drawn people that the built extension reads. */
export interface SittingCall {
  readonly facet: Facet;
  readonly page: Page;
  readonly popup: Popup;
}

/** Opens a call in Google Meet's shape, the own camera off, not read yet. @param moving whether they talk or sit still. */
export async function openCall(participants: number, moving: boolean, extension?: string): Promise<SittingCall> {
  const facet = await Facet.open(extension ? { extension } : {});
  try {
    const page = await facet.call('meet');
    await page.evaluate(
      async (people, talks) => {
        for (const [i, face] of people.entries())
          await window.call?.join(`Person ${i + 1}`, { face, expression: 'happiness', talks, isStill: !talks });
        await window.call?.camera('Mei Tanaka', false);
      },
      Array.from({ length: participants }, (_, i) => PEOPLE[i % PEOPLE.length]!.name),
      moving,
    );
    const popup = await facet.popup(page);
    await popup.page.waitForSelector('main[data-view="ready"]');
    // Let the participants' videos settle: what is measured is Facet, not the call's own start.
    await pause(3_000);
    return { facet, page, popup };
  } catch (error) {
    await facet.close();
    throw error;
  }
}

/** Starts reading, and waits until somebody is read. */
export async function startReading({ popup }: SittingCall): Promise<void> {
  await popup.start();
  await until(async () => (await popup.rows()).some(({ bars }) => Object.keys(bars).length > 0), {
    timeout: 60_000,
    otherwise: () => popup.text(),
  });
}

/** Readings of each full second of the session so far, by its start in milliseconds since 1970. */
export async function readingsBySecond({ facet, popup }: SittingCall): Promise<Map<number, number>> {
  const readings = new Map<number, number>();
  for (const { time_utc, samples } of readSession(await facet.download(() => popup.press('Export CSV')))) {
    const second = Date.parse(time_utc!);
    readings.set(second, (readings.get(second) ?? 0) + Number(samples));
  }
  return readings;
}
