#!/usr/bin/env node
// @ts-check
/** npm run bench: how fast Facet is on this machine. */
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { cli, ROOT, run } from './run.mjs';
import { setUp } from './setup.mjs';

await cli(async () => {
  await setUp();
  process.env.CHROME_PATH = await ensureBrowser();
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  if ((await run(process.execPath, [vite, 'build', '--logLevel', 'error'])) !== 0)
    throw new Error('The build failed, see above.');
  return run(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/bench/bench.ts')]);
});
