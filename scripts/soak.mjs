#!/usr/bin/env node
// @ts-check
/** npm run soak -- --minutes 60 --people 9: a long call with comings, goings and faults; what it costs and loses. */
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { build, cli, ROOT, run } from './run.mjs';
import { setUp } from './setup.mjs';

await cli(async () => {
  await setUp();
  process.env.CHROME_PATH = await ensureBrowser();
  if (!process.env.FACET_DIST) await build();
  return run(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/soak/soak.ts'), ...process.argv.slice(2)]);
});
