import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import { ownModelFolder } from './own-model-folder';
import { readCall, rowOf, useFacet } from './session';

const LABELS = ['bored', 'attentive', 'asleep'];

describe('a model of one’s own in the browser', () => {
  const facet = useFacet();
  let folder: string;
  let options: Page;
  beforeAll(async () => {
    folder = await ownModelFolder(LABELS);
    options = await facet().options();
    await options.goto(facet().url('src/options/index.html#about'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const section = () => options.$eval('[aria-label="The model that reads"]', (element) => element.textContent ?? '');
  const choose = async (...files: string[]) => {
    const input = await options.waitForSelector('input[accept=".zip"]');
    await (input as unknown as { uploadFile(...paths: string[]): Promise<void> }).uploadFile(...files);
  };
  const says = (words: RegExp) =>
    until(async () => words.test(await section()), { timeout: 30_000, otherwise: section });

  it('is refused with a sentence where it is none, and Facet’s own stays', async () => {
    const broken = join(folder, 'broken.zip');
    writeFileSync(broken, zipSync({ 'model.json': new TextEncoder().encode('{}') }));
    await choose(broken);
    await says(/This model cannot be used: model\.json does not name its weights’ files/);
    await says(/Facet reads with its own model/);
  });

  it('is loaded from a zip file, and says what it is', async () => {
    const packed = join(folder, 'model.zip');
    const bytes = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
    writeFileSync(
      packed,
      zipSync({ 'emotion/model.json': bytes('model.json'), 'emotion/weights.bin': bytes('weights.bin') }),
    );
    await choose(packed);
    await says(/untrained \([\da-f]{8}\)/);
    const classes = await options.$$eval('.model-classes li', (items) =>
      items.map((item) => [item.textContent, getComputedStyle(item.querySelector('i')!).backgroundColor]),
    );
    expect(classes.map(([word]) => word)).toEqual(['bored', 'all ears', 'asleep']);
    expect(classes[0]![1]).toBe('rgb(85, 134, 42)');
    expect(await section()).toMatch(/SHA-256 of its weights[\da-f]{64}/);
    if (process.env.PICTURES) await options.screenshot({ path: `${process.env.PICTURES}/own-model-options.png` });
  });

  it('reads the call that is begun next: three bars, badges and columns of its own', async () => {
    const call = await facet().call('meet');
    await call.evaluate(() => window.call?.join('Amara Okafor', { expression: 'happiness' }));
    const popup = await readCall(facet(), call);
    const row = await rowOf(popup, 'Amara Okafor', ({ bars }) => Object.keys(bars).length > 0);
    expect(Object.keys(row.bars)).toEqual(['bored', 'all ears', 'asleep']);
    expect(Object.values(row.bars).reduce((sum, percent) => sum + percent, 0)).toBeGreaterThan(95);
    expect(await popup.text()).toMatch(/untrained \([\da-f]{8}\)/);
    expect(await popup.text()).toContain('how sure the model is');
    if (process.env.PICTURES) {
      await popup.picture(`${process.env.PICTURES}/own-model-popup.png`);
      await call.bringToFront();
      await call.screenshot({ path: `${process.env.PICTURES}/own-model-call.png` });
    }
    // Some seconds, so that there is something to be read; the list has found its height by then, and the button its place.
    await new Promise((resolve) => setTimeout(resolve, 4_500));
    const rows = readSession(await facet().download(() => popup.press('Export CSV')));
    expect(rows.length).toBeGreaterThan(3);
    expect(Object.keys(rows[0]!)).toEqual(expect.arrayContaining(LABELS));
    expect(Object.keys(rows[0]!)).not.toContain('happiness');
    for (const { bored, attentive, asleep } of rows.filter(({ confidence }) => confidence !== ''))
      expect(Number(bored) + Number(attentive) + Number(asleep)).toBeCloseTo(1, 2);
    await popup.press('Stop');
    await call.close();
  });

  it('goes back to Facet’s own, which reads the next call', async () => {
    await options.bringToFront();
    await options.locator('::-p-aria([name="Go back to Facet’s own model"][role="button"])').click();
    await says(/Facet reads with its own model/);
    const call = await facet().call('meet');
    await call.evaluate(() => window.call?.join('Amara Okafor', { expression: 'happiness' }));
    const popup = await readCall(facet(), call);
    const row = await rowOf(popup, 'Amara Okafor', ({ bars }) => Object.keys(bars).length > 0);
    expect(Object.keys(row.bars)).toHaveLength(8);
  });
});
