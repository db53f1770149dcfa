#!/usr/bin/env node
// @ts-check
/** npm run dev: the demo call with Facet in it, built anew and reloaded whenever a source file changes. */
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { cli, ROOT, run } from './run.mjs';
import { setUp } from './setup.mjs';

await cli(async () => {
  await setUp();
  process.env.CHROME_PATH = await ensureBrowser();
  return run(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/dev.ts')]);
});
