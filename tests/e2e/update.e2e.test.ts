import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DIST } from '../../scripts/driver/facet';
import { overlayOf } from '../../scripts/driver/overlay';
import { Popup } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import { badge, openCall, readCall, rowOf, SOMEONE, stopAndClose, useFacet } from './session';

describe('an update of the extension in mid-call', () => {
  const extension = mkdtempSync(join(tmpdir(), 'facet-updated-'));
  cpSync(DIST, extension, { recursive: true });
  afterAll(() => rmSync(extension, { recursive: true, force: true }));
  const facet = useFacet({ extension });

  /** As from the store: another version under the same id. */
  const update = async () => {
    const file = join(extension, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...manifest, version: '99.0' }));
    await facet().browser.installExtension(extension);
  };

  it('is taken over by the new version: one overlay, and reading goes on', async () => {
    const call = await openCall(facet(), 'meet');
    const popup = await readCall(facet(), call);
    await badge(call);
    const tabId = Number(new URL(popup.page.url()).searchParams.get('tabId'));
    await update();
    await until(async () => !/is reading/.test((await overlayOf(call))?.notice ?? ''), {
      timeout: 10_000,
      every: 30,
      otherwise: async () => JSON.stringify(await overlayOf(call)),
    });

    // A new engine, so reading has begun again; and nobody pressed a button.
    await until(async () => /is reading/.test((await overlayOf(call))?.notice ?? ''), {
      timeout: 40_000,
      otherwise: async () => JSON.stringify(await overlayOf(call)),
    });
    await badge(call);
    expect(await call.evaluate(() => document.querySelectorAll('html > [popover="manual"]').length)).toBe(1);
    const page = await facet().browser.newPage({ type: 'window', windowBounds: { width: 420, height: 800 } });
    await page.goto(facet().url(`src/popup/index.html?tabId=${tabId}`));
    const again = new Popup(page);
    await call.evaluate((name) => window.call?.express(name, 'surprise'), SOMEONE);
    await rowOf(again, SOMEONE, ({ expression }) => expression === 'surprise');
    await stopAndClose(again, call);
  });
});
