import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { type ModulePage, openModule } from '../../scripts/chromium/module-page';
import type {} from './backend-switch-page';

describe('the back end where the graphics processor is imitated, and hides it', () => {
  let browser: Browser;
  let opened: ModulePage;
  beforeAll(async () => {
    browser = await launch({ args: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'] });
    opened = await openModule(browser, 'tests/offscreen/backend-switch-page.ts');
    await opened.page.waitForFunction(() => 'backendTest' in globalThis, { timeout: 60_000 });
  });
  afterAll(async () => {
    await opened?.close();
    await browser?.close();
  });

  it('stays WebAssembly, as it was measured slower, and reads on meanwhile', async () => {
    const { first, last, remembered, missed } = await opened.page.evaluate(() => backendTest.tried());
    expect(first).toEqual({ name: 'wasm', why: 'unmeasured', processor: 'maker kind' });
    expect(last).toMatchObject({ backend: { name: 'wasm', why: 'slower' }, expression: 'happiness' });
    const { wasm, webgpu } = remembered['maker kind']!;
    expect(webgpu!.one).toBeGreaterThan(wasm.one);
    expect(missed).toBe(0);
  });

  it('goes over to WebAssembly from one tick to the next where the device is lost', async () => {
    const { before, after } = await opened.page.evaluate(() => backendTest.lost());
    expect(before).toMatchObject({ name: 'webgpu', why: 'faster' });
    expect(after.map(({ backend }) => backend)).toMatchObject(Array(3).fill({ name: 'wasm', why: 'lost' }));
    // Three readings make one.
    expect(after.at(-1)!.expression).toBe('happiness');
  });
});
