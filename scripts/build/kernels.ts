import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { main } from 'assemblyscript/asc';
import { ROOT } from '../run.mjs';

const FOLDER = 'src/engine/kernels/assembly';
/** Each exports kernels. */
const SOURCES = ['convolution.ts', 'separable.ts'].map((name) => `${FOLDER}/${name}`);

let compiled: Promise<Uint8Array> | undefined;

/** The processor's kernels as WebAssembly. @throws what the compiler says. */
export function kernels(): Promise<Uint8Array> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<Uint8Array> {
  let code: Uint8Array | undefined;
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--initialMemory', '1'];
  const features = ['--enable', 'simd', '--enable', 'relaxed-simd'];
  const { error, stderr } = await main([...SOURCES, '--outFile', 'kernels.wasm', ...options, ...features], {
    readFile: (name, base) => readFile(join(ROOT, base, name), 'utf8').catch(() => null),
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') code = contents;
    },
    listFiles: () => [],
  });
  if (error || !code) throw new Error(`${FOLDER} does not compile.\n${stderr.toString()}`, { cause: error });
  return code;
}
