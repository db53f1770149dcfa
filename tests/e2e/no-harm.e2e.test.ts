import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { overlayOf } from '../../scripts/driver/overlay';
import { until } from '../../scripts/driver/until';
import { badge, openCall, readCall, rowOf, SOMEONE, stopAndClose, useFacet } from './session';

describe('a page that Facet reads', () => {
  const facet = useFacet();

  it('is told nothing by its own policy, and has nothing of Facet’s to stumble over', async () => {
    const call = await openCall(facet(), 'meet');
    const complaints: string[] = [];
    call.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    call.on('pageerror', (error) => complaints.push(String(error)));
    await call.evaluate(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => console.error(violatedDirective));
    });
    const popup = await readCall(facet(), call);
    await badge(call);
    expect(await call.evaluate(() => Object.keys(window).filter((key) => /facet/i.test(key)))).toEqual([]);
    await stopAndClose(popup, call);
    expect(complaints).toEqual([]);
  });

  it('may go to another of its views and come back', async () => {
    const call = await openCall(facet(), 'meet');
    const popup = await readCall(facet(), call);
    await badge(call);
    await call.evaluate(() => history.pushState(null, '', '/landing'));
    await until(async () => (await overlayOf(call)) === null, { timeout: 4_000 });
    await until(async () => (await popup.rows()).length === 0, { timeout: 4_000, otherwise: () => popup.text() });
    await call.evaluate(() => history.back());
    await badge(call);
    await rowOf(popup, SOMEONE, ({ expression }) => expression === 'happiness');
    await stopAndClose(popup, call);
  });

  it('is read no longer when it goes on to another call, of which nobody was asked', async () => {
    const call = await openCall(facet(), 'meet');
    const popup = await readCall(facet(), call);
    await badge(call);
    await call.evaluate(() => history.pushState(null, '', '/xyz-abcd-efg'));
    await until(async () => (await overlayOf(call)) === null, { timeout: 4_000 });
    await until(async () => !(await popup.text()).includes('Stop'), { timeout: 4_000, otherwise: () => popup.text() });
    await call.evaluate(() => history.back());
    await pause(1_500);
    expect(await overlayOf(call), 'coming back does not start it either').toBeNull();
    await popup.page.close();
    await call.close();
  });

  it('may throw its frame away and build it anew', async () => {
    const call = await openCall(facet(), 'zoom');
    const popup = await readCall(facet(), call);
    await badge(call);
    await call.evaluate(() => {
      const frame = document.querySelector('iframe')!;
      const next = frame.cloneNode() as HTMLIFrameElement;
      frame.remove();
      delete window.call;
      setTimeout(() => document.body.append(next), 1_500);
    });
    await until(async () => (await overlayOf(call)) === null, { timeout: 4_000 });
    await call.waitForFunction(() => window.call?.playing(), { timeout: 20_000 });
    await call.evaluate((name) => window.call?.join(name, { expression: 'happiness' }), SOMEONE);
    await rowOf(popup, SOMEONE, ({ expression }) => expression === 'happiness');
    await badge(call);
    await stopAndClose(popup, call);
  });
});
