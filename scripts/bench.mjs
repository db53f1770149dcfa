#!/usr/bin/env node
// @ts-check
/** npm run bench: how fast Facet is on this machine. */
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { build, cli, ROOT, run } from './run.mjs';
import { setUp } from './setup.mjs';

await cli(async () => {
  await setUp();
  process.env.CHROME_PATH = await ensureBrowser();
  await build();
  return run(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/bench/bench.ts'), ...process.argv.slice(2)]);
});
