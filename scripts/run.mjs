// @ts-check
/** Running other programs and telling the user about it; nothing but Node. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} sentence */
export function say(sentence) {
  console.log(`\x1b[1m▸ ${sentence}\x1b[0m`);
}

/**
 * @typedef {object} RunOptions
 * @property {number} [seconds] until it is stopped.
 * @property {'show' | 'if it fails' | 'hide'} [output]
 * @property {Record<string, string>} [env] on top of ours.
 */

/**
 * Runs a program to its end in the project's folder.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit code; 124 when it took longer than `seconds`, 127 where there is no such program.
 */
export function run(program, args, { seconds, output = 'show', env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: output === 'show' ? 'inherit' : output === 'hide' ? 'ignore' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    /** @type {Buffer[]} */
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    let late = false;
    const timer =
      seconds === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            child.kill('SIGKILL');
          }, seconds * 1000);
    child.on('error', () => done(127));
    child.on('close', (code) => done(late ? 124 : (code ?? 1)));

    /** @param {number} code */
    function done(code) {
      clearTimeout(timer);
      if (code !== 0) process.stderr.write(Buffer.concat(said));
      resolve(code);
    }
  });
}

/**
 * Like run, for what may fail: true when it worked.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export async function attempt(program, args, options) {
  return (await run(program, args, options)) === 0;
}

/**
 * @param {readonly string[]} [options] of vite build.
 * @throws {Error} where it fails, after its output.
 */
export async function build(options = []) {
  const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));
  const built = await attempt(process.execPath, [vite, 'build', '--logLevel', 'warn', ...options], {
    output: 'if it fails',
  });
  if (!built) throw new Error('The build failed, see above.');
}

/**
 * src/error-message.ts, for what runs before any package is there.
 * @param {unknown} error
 */
export function messageOf(error) {
  return error instanceof Error && error.message ? error.message : String(error);
}

/**
 * Runs a script's main function; an error becomes one sentence and a non-zero exit code.
 * @param {() => Promise<number | void>} main
 */
export async function cli(main) {
  try {
    process.exitCode = (await main()) || 0;
  } catch (error) {
    console.error(`\n✗ ${messageOf(error)}`);
    if (process.env.DEBUG) console.error(error);
    process.exitCode = 1;
  }
}
