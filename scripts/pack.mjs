#!/usr/bin/env node
// @ts-check
/** npm run pack: facet-VERSION.zip for the store, built twice and compared, so that others can make the same file. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { checkAdvisories } from './advisories.mjs';
import { build, cli, ROOT, say } from './run.mjs';
import { setUp } from './setup.mjs';

const FOLDER = join(ROOT, '.cache/pack');
/** Of every entry: a zip holds local times from 1980 on, and the clock must not decide its bytes. */
const TIME = new Date(1980, 0, 1);

await cli(async () => {
  await setUp();
  await checkAdvisories();
  rmSync(FOLDER, { recursive: true, force: true });
  say('Building twice.');
  const [first, second] = [join(FOLDER, 'first'), join(FOLDER, 'second')];
  await build(['--outDir', first, '--emptyOutDir']);
  await build(['--outDir', second, '--emptyOutDir']);
  const zipped = await zip(first);
  if (!zipped.equals(await zip(second))) {
    throw new Error(`Two builds of the same source differ: compare ${first} with ${second}. Nothing was packed.`);
  }
  const { version } = JSON.parse(readFileSync(join(first, 'manifest.json'), 'utf8'));
  const file = join(FOLDER, `facet-${version}.zip`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, zipped);
  const hash = createHash('sha256').update(zipped).digest('hex');
  console.log(
    `${relative(ROOT, file)}: ${(zipped.length / 1e6).toFixed(1)} MB, the same in two builds\nSHA-256 ${hash}`,
  );
});

/** @param {string} folder */
async function zip(folder) {
  // Only here: npm may have installed it a moment ago.
  const { zipSync } = await import('fflate');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  /** @type {import('fflate').Zippable} */
  const entries = {};
  for (const file of files) {
    entries[relative(folder, file).split(sep).join('/')] = [
      readFileSync(file),
      { mtime: TIME, os: 3, attrs: 0o644 << 16 },
    ];
  }
  return Buffer.from(zipSync(entries, { level: 9 }));
}
