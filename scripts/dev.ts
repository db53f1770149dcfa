/** Builds Facet at every change, with source maps, and reloads it and the demo call that it is in. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { messageOf } from '../src/error-message';
import { Facet } from './driver/facet';
import { build, cli, ROOT, say } from './run.mjs';

/** Apart from dist/, which the tests use. */
const FOLDER = join(ROOT, '.cache/dev');
const SOURCES = ['src', 'models/emotion', 'manifest.json'];
/** Milliseconds between looks, and in which an editor has saved all that it saves together. */
const SAVING = 100;
/** Milliseconds in which Chrome has the new build up. */
const RELOADING = 1000;

await cli(async () => {
  const ended = new AbortController();
  process.once('SIGINT', () => ended.abort());
  await rebuild();
  const headless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  const facet = await Facet.open({ headless, extension: FOLDER });
  facet.browser.once('disconnected', () => ended.abort());
  const call = await facet.call('meet', '?demo');
  say('Facet is built; start it from its button in the toolbar. Change a file of it, and it is reloaded.');

  // vite's own watch mode sees no change of the content script, which is built apart.
  let isChanged = false;
  for (const source of SOURCES) {
    watch(join(ROOT, source), { recursive: true, signal: ended.signal }, () => {
      isChanged = true;
    });
  }
  while (!ended.signal.aborted) {
    await pause(SAVING);
    if (!isChanged) continue;
    const began = performance.now();
    await pause(SAVING);
    isChanged = false;
    try {
      await rebuild();
      await reload(facet, call);
      say(`Reloaded ${((performance.now() - began) / 1000).toFixed(1)} seconds after the change.`);
    } catch (error) {
      console.error(`✗ ${messageOf(error)}`);
    }
  }
  await facet.close();
});

async function rebuild(): Promise<void> {
  await build(['--mode', 'development', '--outDir', FOLDER, '--emptyOutDir']);
}

async function reload(facet: Facet, call: Page): Promise<void> {
  // From a page: the service worker may sleep. The answer never comes, because the page goes with the old build.
  const page = await facet.options();
  void page.evaluate(() => chrome.runtime.reload()).catch(() => {});
  await pause(RELOADING);
  await call.reload();
}
