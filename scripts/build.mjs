#!/usr/bin/env node
// @ts-check
/** npm run build: the extension in dist/, to load in one's own Chrome. */
import { build, cli, say } from './run.mjs';
import { setUp } from './setup.mjs';

await cli(async () => {
  await setUp();
  await build();
  say('dist/ holds Facet: in Chrome, chrome://extensions → Developer mode → Load unpacked → this folder.');
});
