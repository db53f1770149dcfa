import { execFile } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/driver/until';
import { writeDataSet } from '../../scripts/faces/data-set';
import { readCall, rowOf, useFacet } from './session';

/** What the folders are called, by what the drawn people in them show. */
const CLASSES = { neutral: 'calm', happiness: 'cheery', surprise: 'startled' } as const;
const EXPRESSIONS = Object.keys(CLASSES) as (keyof typeof CLASSES)[];
/** Seconds of two cores. */
const LIMIT = 120;

const command = async (...args: string[]) =>
  (await promisify(execFile)('npx', ['tsx', 'training/cli.ts', ...args], { maxBuffer: 1e7 })).stdout;

describe('three classes of one’s own, from folders to a call', () => {
  const facet = useFacet();
  const folder = mkdtempSync(join(tmpdir(), 'facet-classes-'));
  const run = `classes-of-test-${process.pid}`;
  beforeAll(async () => {
    await writeDataSet(folder, EXPRESSIONS);
    for (const part of ['train', 'test'])
      for (const name of EXPRESSIONS) renameSync(join(folder, part, name), join(folder, part, CLASSES[name]));
    writeFileSync(
      join(folder, 'classes.json'),
      JSON.stringify({ cheery: { color: '#c77700', words: { en: 'merry' } } }),
    );
  }, 300_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
    rmSync(join('training/runs', run), { recursive: true, force: true });
  });

  it('are trained to over 90 % of strangers’ faces in two minutes', async () => {
    const began = performance.now();
    await command('train', '--data', folder, '--run', run);
    const seconds = (performance.now() - began) / 1000;
    const told = await command('export', '--run', run);
    const [, percent] = /: ([\d.]+) % of \d+ pictures right/.exec(told) ?? [];
    console.log(`${percent} % after ${seconds.toFixed(0)} s`);
    expect(Number(percent)).toBeGreaterThan(90);
    expect(seconds).toBeLessThan(LIMIT);
  });

  it('are read in a call', async () => {
    const options: Page = await facet().options();
    await options.goto(facet().url('src/options/index.html#about'));
    const input = await options.waitForSelector('input[webkitdirectory]');
    await (input as unknown as { uploadFile(...paths: string[]): Promise<void> }).uploadFile(
      join(process.cwd(), 'training/runs', run, 'emotion'),
    );
    const text = () => options.$eval('main', (main) => main.textContent ?? '');
    await until(async () => /that you brought: .*classes-of-test/.test(await text()), {
      timeout: 60_000,
      otherwise: text,
    });
    const call = await facet().call('meet');
    await call.evaluate(async () => {
      await window.call?.join('C', { face: 'Ravi Menon', expression: 'neutral' });
      await window.call?.join('H', { face: 'Ravi Menon', expression: 'happiness' });
      await window.call?.join('S', { face: 'Mei Tanaka', expression: 'surprise' });
    });
    const popup = await readCall(facet(), call);
    for (const [name, expression] of [
      ['C', 'calm'],
      ['H', 'cheery'],
      ['S', 'startled'],
    ] as const) {
      const row = await rowOf(popup, name, (one) => one.expression === expression, 60_000);
      expect(Object.keys(row.bars)).toEqual(['calm', 'merry', 'startled']);
    }
    if (!process.env.PICTURES) return;
    await popup.picture(`${process.env.PICTURES}/own-classes-popup.png`);
    await call.bringToFront();
    await call.screenshot({ path: `${process.env.PICTURES}/own-classes-call.png` });
    await options.bringToFront();
    await options.screenshot({ path: `${process.env.PICTURES}/own-classes-options.png` });
  });
});
