import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { asContentScript } from '../../scripts/driver/isolated-world';
import { overlayOf } from '../../scripts/driver/overlay';
import type { Popup } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import { readCall, rowOf, useFacet } from './session';

const SOMEONE = 'Amara Okafor';

describe('when parts of the extension die in mid-call', () => {
  const facet = useFacet();
  let call: Page;
  let popup: Popup;

  beforeAll(async () => {
    call = await facet().call('meet');
    await call.evaluate((name) => window.call?.join(name, { expression: 'happiness' }), SOMEONE);
    popup = await readCall(facet(), call);
    await rowOf(popup, SOMEONE, ({ expression }) => expression === 'happiness');
  });

  it('reads on without the service worker', async () => {
    const worker = await facet().worker();
    const { browser } = facet();
    const gone = new Promise<void>((resolve) => {
      browser.on('targetdestroyed', (target) => target.type() === 'service_worker' && resolve());
    });
    await worker.close();
    await gone;
    await call.evaluate((name) => window.call?.express(name, 'surprise'), SOMEONE);
    await rowOf(popup, SOMEONE, ({ expression }) => expression === 'surprise');
    const workers = browser.targets().filter((target) => target.type() === 'service_worker');
    expect(workers, 'reading needs no worker').toHaveLength(0);
  });

  it('brings the offscreen document back, and says so meanwhile', async () => {
    const offscreen = await facet().offscreen();
    // Its service worker is stopped too, as it would be in a long call.
    await offscreen.close();
    await until(async () => /restarting|loading/.test((await overlayOf(call))?.notice ?? ''), { every: 30 });
    await call.evaluate((name) => window.call?.express(name, 'happiness'), SOMEONE);
    await rowOf(popup, SOMEONE, ({ expression }) => expression === 'happiness', 30_000);
    await until(async () => /is reading/.test((await overlayOf(call))?.notice ?? ''));
  });

  it('says so on the page while its people cannot be found, and reads on after', async () => {
    const break_ = `Document.prototype.querySelectorAll = new Proxy(Document.prototype.querySelectorAll, {
      apply(all, ...call) {
        if (globalThis.isBroken) throw new TypeError('no such thing');
        return Reflect.apply(all, ...call);
      },
    }); globalThis.isBroken = true;`;
    await asContentScript(call, facet().extensionId, break_);
    await until(async () => /cannot find the people/.test((await overlayOf(call))?.notice ?? ''));
    await asContentScript(call, facet().extensionId, 'globalThis.isBroken = false;');
    await call.evaluate((name) => window.call?.express(name, 'surprise'), SOMEONE);
    await rowOf(popup, SOMEONE, ({ expression }) => expression === 'surprise');
    await until(async () => /is reading/.test((await overlayOf(call))?.notice ?? ''));
  });

  it('says so in the popup where it cannot draw on the page, and goes on after', async () => {
    const break_ = `Element.prototype.getAttribute = new Proxy(Element.prototype.getAttribute, {
      apply(get, element, [name]) {
        if (globalThis.isBroken && name === 'popover') throw new TypeError('no such thing');
        return Reflect.apply(get, element, [name]);
      },
    }); globalThis.isBroken = true;`;
    await asContentScript(call, facet().extensionId, break_);
    await until(async () => /no such thing/.test(await popup.text()));
    await asContentScript(call, facet().extensionId, 'globalThis.isBroken = false;');
    await until(async () => !/no such thing/.test(await popup.text()));
    await until(async () => (await overlayOf(call))?.badges.length);
  });

  it('says so on the page when the extension’s whole process crashes', async () => {
    const session = await (await facet().offscreen()).createCDPSession();
    // The answer never comes: whoever would give it has crashed. Chrome then ends the extension until it is reloaded.
    void session.send('Page.crash').catch(() => undefined);
    await until(async () => /reads nothing any more/.test((await overlayOf(call))?.notice ?? ''));
    expect((await overlayOf(call))?.badges).toEqual([]);
    expect(await call.evaluate(() => window.call?.playing()), 'the call goes on').toBe(true);
  });
});

describe('when the extension is removed in mid-call', () => {
  const facet = useFacet();

  it('says so on the page', async () => {
    const call = await facet().call('meet');
    await readCall(facet(), call);
    await until(async () => (await overlayOf(call))?.badges.length);
    await facet().browser.uninstallExtension(facet().extensionId);
    await until(async () => /reads nothing any more/.test((await overlayOf(call))?.notice ?? ''));
    expect(await call.evaluate(() => window.call?.playing()), 'the call goes on').toBe(true);
  });
});
