import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../run.mjs';

const { resolve } = createRequire(import.meta.url);
const run = promisify(execFile);

const FOLDER = 'src/engine/kernels/assembly';
/** Each exports kernels. */
const SOURCES = ['convolution.ts', 'separable.ts'].map((name) => `${FOLDER}/${name}`);
const KEPT = join(ROOT, '.cache/kernels');
const OPTIONS = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--initialMemory', '1'],
  ...['--enable', 'simd', '--enable', 'relaxed-simd'],
];

let compiled: Promise<Uint8Array> | undefined;

/** The processor's kernels as WebAssembly. @throws what the compiler says. */
export function kernels(): Promise<Uint8Array> {
  compiled ??= keptOrCompiled();
  return compiled;
}

/** Compiling takes seconds, and every test file and page server of a run asks for the same. */
async function keptOrCompiled(): Promise<Uint8Array> {
  const { version } = JSON.parse(await readFile(resolve('assemblyscript/package.json'), 'utf8'));
  const key = createHash('sha256').update(JSON.stringify([version, SOURCES, OPTIONS]));
  for (const name of (await readdir(join(ROOT, FOLDER))).sort()) key.update(await readFile(join(ROOT, FOLDER, name)));
  const kept = join(KEPT, `${key.digest('hex')}.wasm`);
  return readFile(kept).catch(() => compile(kept));
}

async function compile(kept: string): Promise<Uint8Array> {
  await mkdir(KEPT, { recursive: true });
  const folder = await mkdtemp(join(KEPT, 'compile-'));
  try {
    const out = join(folder, 'kernels.wasm');
    const asc = resolve('assemblyscript/bin/asc.js');
    await run(process.execPath, [asc, ...SOURCES, '--outFile', out, ...OPTIONS], { cwd: ROOT }).catch((error) => {
      throw new Error(`${FOLDER} does not compile.\n${error.stderr}`, { cause: error });
    });
    const code = await readFile(out);
    // Whole or not at all, whoever else compiles at the same time.
    await rename(out, kept);
    return code;
  } finally {
    await rm(folder, { recursive: true });
  }
}
