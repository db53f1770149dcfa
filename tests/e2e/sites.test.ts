import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DIST, type Facet } from '../browser/facet';
import { badgeIn, overlayOf } from '../browser/overlay';
import type { Popup } from '../browser/popup';
import { until } from '../browser/until';
import { CALLS } from '../call/server';
import type { DrawnExpression } from '../faces/expressions';
import { readCall, rowOf, useFacet } from './session';

const CAST: Readonly<Record<string, DrawnExpression>> = { 'Amara Okafor': 'happiness', 'Noah Keller': 'surprise' };
const ME = 'Mei Tanaka';

describe('Zoom’s web client', () => {
  const facet = useFacet();

  it('is read where each tile has a video', () => readsRightly(facet(), 'zoom'));
  it('is read where all tiles are on one canvas in a closed shadow root', () =>
    readsRightly(facet(), 'zoom', '?pixels=canvas'));
});

describe('a site that the user enabled', () => {
  const extension = enabledOn(CALLS.generic);
  const facet = useFacet({ extension });
  afterAll(() => rmSync(extension, { recursive: true, force: true }));

  it('is read by the generic rules', () => readsRightly(facet(), 'generic'));
});

/** Right expression beside the right name, in the popup and on the tile; and a camera that goes off is noticed. */
async function readsRightly(facet: Facet, site: keyof typeof CALLS, query = ''): Promise<void> {
  const call = await facet.call(site, query);
  await call.evaluate(async (cast) => {
    for (const [name, expression] of Object.entries(cast)) await window.call?.join(name, { expression });
  }, CAST);
  const popup: Popup = await readCall(facet, call);
  for (const [name, drawn] of Object.entries(CAST)) await rowOf(popup, name, ({ expression }) => expression === drawn);
  const rows = await popup.rows();
  expect(rows.map(({ name }) => name).sort()).toEqual([...Object.keys(CAST), ME].sort());
  expect(rows.filter(({ isSelf }) => isSelf).map(({ name }) => name)).toEqual([ME]);

  const place = await call.evaluate(() => window.call!.place('Amara Okafor'));
  await until(async () => badgeIn((await overlayOf(call))?.badges ?? [], place)?.title === 'appears happy', {
    otherwise: async () => JSON.stringify({ place, overlay: await overlayOf(call) }, null, 1),
  });

  await call.evaluate(() => window.call?.camera('Noah Keller', false));
  await rowOf(popup, 'Noah Keller', ({ expression }) => expression === null, 3_000);
  await popup.press('Stop');
  await popup.page.close();
  await call.close();
}

/**
 * A copy of the build as if the user had allowed a site: Chrome's question cannot be answered in a test, and a permission
 * that the manifest asks for is one that is granted. From there on all is as for the user: the worker registers the
 * content script.
 */
function enabledOn(address: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'facet-enabled-'));
  cpSync(DIST, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  manifest.permissions.push('scripting');
  manifest.host_permissions.push(`${new URL(address).origin}/*`);
  writeFileSync(file, JSON.stringify(manifest));
  return folder;
}
