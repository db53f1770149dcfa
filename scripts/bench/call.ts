import { setTimeout as pause } from 'node:timers/promises';
import { Facet } from '../driver/facet';
import { overlayOf } from '../driver/overlay';
import { readSession, rowsBy } from '../driver/session-csv';
import { until } from '../driver/until';
import { median } from './quantile';

const PEOPLE = ['Amara Okafor', 'Noah Keller', 'Viktor Petrov', 'Ingrid Holm'];
const SECONDS = 15;

/** From the press on Start with nothing loaded, in a new browser; then the rate over some seconds. */
export async function benchCall(): Promise<Record<string, string>> {
  const facet = await Facet.open();
  try {
    const call = await facet.call('meet');
    await call.evaluate(async (names) => {
      for (const name of names) await window.call?.join(name, { expression: 'happiness' });
      await window.call?.camera('Mei Tanaka', false);
    }, PEOPLE);
    const popup = await facet.popup(call);
    await popup.press('I understand');
    await popup.page.waitForSelector('main[data-view="ready"]');
    // Let the participants' videos settle: what is measured is Facet, not the call's own start.
    await pause(3_000);

    const pressed = Date.now();
    await popup.press('Start reading this call');
    const isReading = ({ title }: { title: string }) => title.startsWith('appears') || title.startsWith('unsure');
    const badges = async () => (await overlayOf(call))?.badges.filter(isReading).length ?? 0;
    await until(async () => (await badges()) > 0, { every: 20, timeout: 30_000 });
    const first = Date.now() - pressed;
    await until(async () => (await badges()) >= PEOPLE.length, { every: 20, timeout: 30_000 });
    const all = Date.now() - pressed;

    await pause(SECONDS * 1000);
    const people = rowsBy('name', readSession(await facet.download(() => popup.press('Export CSV'))));
    const rates = PEOPLE.map((name) => median((people.get(name) ?? []).map(({ samples }) => Number(samples))));
    return {
      'Start to the first badge': `${(first / 1000).toFixed(1)} s`,
      'Start to a badge on each tile': `${(all / 1000).toFixed(1)} s`,
      'readings a second, each tile': rates.map((rate) => rate.toFixed(1)).join(', '),
    };
  } finally {
    await facet.close();
  }
}
