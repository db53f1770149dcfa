/** `notebook`: the trial as a notebook, with a kernel that runs TypeScript. */
import { spawn, spawnSync } from 'node:child_process';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const FOLDER = join(import.meta.dirname, '../notebooks');
/** Jupyter's kernel for TypeScript. npm keeps it outside the project: who opens no notebook need not load it. */
const DENO = 'deno@2.9.6';

/** For --help. */
export const help = `notebook: open training/notebooks/emotion.ipynb in Jupyter, with Deno's kernel, which npm loads the first time

  FILE               another notebook
  --execute OUT.html instead: run it from top to bottom, and write it with what came of it; needs Jupyter's nbconvert alone`;

/** Opens Jupyter, and ends with it. @throws Error where there is none, or it fails */
export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { execute: { type: 'string' } } });
  const file = resolve(positionals[0] ?? join(FOLDER, 'emotion.ipynb'));
  if (spawnSync('jupyter', ['--version'], { stdio: 'ignore' }).error)
    throw new Error(
      'There is no jupyter here. Install it: "apt-get install jupyter-notebook jupyter-nbconvert" on Debian, or "pip install notebook".',
    );
  const out = values.execute === undefined ? undefined : resolve(values.execute);
  const jupyter = out
    ? ['nbconvert', '--execute', '--to', 'html', '--output-dir', dirname(out), '--output', basename(out), file]
    : ['notebook', file];
  const path = [FOLDER, process.env.JUPYTER_PATH].filter(Boolean).join(delimiter);
  const child = spawn('npx', ['--yes', `--package=${DENO}`, '--', 'jupyter', ...jupyter], {
    stdio: 'inherit',
    env: { ...process.env, JUPYTER_PATH: path },
    signal,
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code !== 0) throw new Error(`Jupyter ended with ${code ?? 'a signal'}; what it says stands above.`);
}
