import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { type ModulePage, openModule } from '../../scripts/chromium/module-page';
import type {} from './lost-device-page';

let browser: Browser;
let opened: ModulePage;
beforeAll(async () => {
  browser = await launch({ args: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'] });
  opened = await openModule(browser, 'tests/engine/lost-device-page.ts');
  await opened.page.waitForFunction(() => 'lostDevice' in globalThis, { timeout: 60_000 });
});
afterAll(async () => {
  await opened?.close();
  await browser?.close();
});

it('computes on a new graphics device where one was lost, and on the processor where the second was, too', async () => {
  const start = () => opened.page.evaluate(() => lostDevice.start());
  const lose = () => opened.page.evaluate(() => lostDevice.lose());
  expect(await start()).toBe(6);
  await lose();
  expect(await start()).toBe(6);
  await lose();
  await expect(start()).rejects.toThrow('WebGPU did not start');
  expect(await opened.page.evaluate(() => lostDevice.choose())).toEqual({ name: 'wasm', why: 'failed' });
});
