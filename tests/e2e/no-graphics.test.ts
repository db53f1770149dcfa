import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../browser/launch';
import { type ModulePage, openModule } from '../browser/module-page';
import type {} from '../engine/pipeline-page';

let browser: Browser;
let opened: ModulePage;
let page: Page;

beforeAll(async () => {
  // As a machine without a graphics processor has it: Chromium no longer draws WebGL in software by itself.
  browser = await launch({ args: ['--disable-gpu', '--disable-software-rasterizer'] });
  opened = await openModule(browser, 'tests/engine/pipeline-page.ts');
  page = opened.page;
  await page.waitForFunction(() => 'pipelineTest' in globalThis, { timeout: 60_000 });
});

afterAll(async () => {
  await opened?.close();
  await browser?.close();
});

describe('a browser without WebGL and WebGPU', () => {
  it('is what this test runs in', async () => {
    const contexts = await page.evaluate(() =>
      ['webgl', 'webgl2'].map((kind) => document.createElement('canvas').getContext(kind)),
    );
    expect(contexts).toEqual([null, null]);
  });

  it('runs the network on WebAssembly', async () => {
    const { backend } = await page.evaluate(() => pipelineTest.report());
    expect(backend).toMatchObject({ name: 'wasm', why: expect.stringContaining('no graphics processor') });
  });

  it('finds and reads faces near the camera', async () => {
    const { readings } = await page.evaluate(() => pipelineTest.tick([0, null, 1]));
    expect(readings.map(({ faces }) => faces.map(({ expression }) => expression))).toEqual([
      ['happiness'],
      [],
      ['happiness'],
    ]);
  });

  it('finds faces in a meeting room', async () => {
    const looks = await page.evaluate(() => pipelineTest.room(24));
    expect(looks.at(-1)).toHaveLength(3);
  });
});
