#!/usr/bin/env node
// @ts-check
/** npm start: sets up what is missing, builds Facet and opens it in a call. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { build, cli, messageOf, ROOT, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm start                                        opens a demo call, played by drawn people, with Facet reading it
npm start -- --url https://meet.google.com/…     opens a real call instead
npm start -- --headless                          no window: 20 seconds, then pictures and the CSV in demo-output/
                                                 (as always on a machine without a display)
npm start -- --help                              this text

The first time it installs what is missing: npm packages, and a browser where there is none.`;

await cli(async () => {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) {
    console.log(HELP);
    return;
  }
  if (options.url !== undefined && !isWebAddress(options.url)) {
    throw new Error(
      `"${options.url}" is no address of a call; it should look like https://meet.google.com/abc-defg-hij.`,
    );
  }
  const headless = options.headless || !hasDisplay();
  if (headless && options.url !== undefined) {
    throw new Error(
      'A real call needs a window to join it in, and this machine has no display. The demo runs without one: npm start.',
    );
  }

  await setUp();
  process.env.CHROME_PATH = await ensureBrowser();
  say('Building Facet.');
  await build();
  const args = ['--import', 'tsx', join(ROOT, options.url ? 'scripts/real-call.ts' : 'scripts/demo.ts')];
  if (options.url) args.push(options.url);
  else if (headless) args.push('--headless');
  return run(process.execPath, args);
});

/** @param {string[]} args */
function optionsOf(args) {
  try {
    return parseArgs({
      args,
      options: { url: { type: 'string' }, headless: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new Error(`${messageOf(error)}\n\n${HELP}`);
  }
}

/** @param {string} text */
function isWebAddress(text) {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

function hasDisplay() {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
