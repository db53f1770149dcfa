// @ts-check
/** What may be installed by itself: Debian's packages, as root. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { attempt, say } from './run.mjs';

export function isRootOnDebian() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {string[]} packages */
export async function aptInstall(...packages) {
  const options = /** @type {const} */ ({ output: 'if it fails', env: { DEBIAN_FRONTEND: 'noninteractive' } });
  await attempt('apt-get', ['update'], options);
  return attempt('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options);
}

/** The training's tests want oneDNN; without it they are skipped, and say so. */
export async function ensureOneDnn() {
  const folders = ['/usr/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'].filter(existsSync);
  const isThere = folders.some((folder) => readdirSync(folder).some((file) => file.startsWith('libdnnl.so.2')));
  if (isThere || process.env.FACET_ONEDNN || !isRootOnDebian()) return;
  say('Installing oneDNN (libdnnl2) for the tests of the training.');
  await aptInstall('libdnnl2');
}

/** Programs that some long tests want, by their packages; without them these are skipped. */
const LONG = { parallel: 'parallel', jupyter: 'jupyter-nbconvert' };

export async function ensureForLongTests() {
  const path = (process.env.PATH ?? '').split(delimiter);
  const missing = Object.entries(LONG).filter(([program]) => !path.some((at) => existsSync(join(at, program))));
  if (missing.length === 0 || !isRootOnDebian()) return;
  const packages = missing.map(([, name]) => name);
  say(`Installing ${packages.join(', ')} for the long tests.`);
  await aptInstall(...packages);
}
