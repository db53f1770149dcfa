// @ts-check
/** What every command needs before it can run: a new enough Node and the packages of the lock file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, ROOT, say } from './run.mjs';

/** What vite 8 runs on. */
const OLDEST_NODE = /** @type {const} */ ([20, 19]);

/** @throws {Error} with a sentence on what to do. */
export async function setUp() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Error(
      `Facet needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}. See https://nodejs.org/.`,
    );
  }
  if (packagesAreInstalled()) return;
  say('Installing packages (npm ci).');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  if (!(await attempt(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { output: 'if it fails' }))) {
    throw new Error('npm ci failed (see above). It needs the npm registry; check the connection and try again.');
  }
}

/** Whether node_modules holds what package-lock.json says. */
function packagesAreInstalled() {
  const wanted = lockedVersions('package-lock.json');
  const present = lockedVersions('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  for (const [path, entry] of wanted) {
    const version = present.get(path)?.version;
    if (version !== entry.version && !(version === undefined && entry.optional)) return false;
  }
  return true;
}

/**
 * @param {string} file
 * @returns {Map<string, { version?: string, optional?: boolean }> | undefined}
 */
function lockedVersions(file) {
  try {
    const { packages } = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
    delete packages[''];
    return new Map(Object.entries(packages));
  } catch {
    return undefined;
  }
}
