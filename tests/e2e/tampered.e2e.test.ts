import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DIST } from '../../scripts/driver/facet';
import { overlayOf } from '../../scripts/driver/overlay';
import { until } from '../../scripts/driver/until';
import { personNamed } from '../../scripts/faces/people';
import { portraits } from '../../scripts/faces/render';
import { useFacet } from './session';

const SENTENCE = /models\/emotion\/model\.json was changed after Facet was built.*Install Facet again/;

/** A copy of the build whose model calls a happy face angry: valid in its shape. */
function swapped(): string {
  const folder = mkdtempSync(join(tmpdir(), 'facet-tampered-'));
  cpSync(DIST, folder, { recursive: true });
  const file = join(folder, 'models/emotion/model.json');
  const model = JSON.parse(readFileSync(file, 'utf8'));
  const { labels } = model.userDefinedMetadata;
  const [happy, angry] = [labels.indexOf('happiness'), labels.indexOf('anger')];
  [labels[happy], labels[angry]] = [labels[angry], labels[happy]];
  writeFileSync(file, JSON.stringify(model));
  return folder;
}

describe('a model whose labels were swapped after the build', () => {
  const folder = swapped();
  afterAll(() => rmSync(folder, { recursive: true }));
  const facet = useFacet({ extension: folder });

  it('reads nobody in a call, and says so on the page and in the popup', async () => {
    const call = await facet().call('meet');
    const popup = await facet().popup(call);
    await popup.start();
    await until(async () => SENTENCE.test(await popup.text()), { timeout: 30_000, otherwise: () => popup.text() });
    await until(async () => SENTENCE.test((await overlayOf(call))?.notice ?? ''), {
      otherwise: async () => JSON.stringify(await overlayOf(call)),
    });
    expect((await popup.rows()).filter(({ expression }) => expression !== null)).toEqual([]);
  });

  it('reads no picture', async () => {
    const portrait = await portraits(personNamed('Ingrid Holm'), ['happiness']);
    const page = await facet().options();
    const file = join(folder, 'portrait.png');
    writeFileSync(file, portrait);
    await page.goto(facet().url('src/options/index.html#picture'));
    const input = await page.waitForSelector('input[type="file"]');
    await (input as import('puppeteer').ElementHandle<HTMLInputElement>).uploadFile(file);
    await page.waitForFunction((text) => new RegExp(text).test(document.body.textContent ?? ''), {}, SENTENCE.source);
  });
});
