import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { report } from '../report';
import type { BackendName, BackendReport } from './types';

/** What matters of a GPUAdapter; null where there is none. */
export interface Adapter {
  readonly vendor: string;
  readonly architecture: string;
  readonly isFallbackAdapter: boolean;
}

/**
 * Which back end to run the network on. WebGPU in software is 50 to 100 times slower than WebAssembly, so a browser that
 * draws without a graphics processor (SwiftShader, or an adapter marked as fall-back) gets WebAssembly.
 */
export function chooseBackend(adapter: Adapter | null): BackendReport {
  if (!adapter) return { name: 'wasm', why: 'WebAssembly, as this browser offers no graphics processor.' };
  if (adapter.isFallbackAdapter || adapter.architecture === 'swiftshader') {
    return { name: 'wasm', why: 'WebAssembly, as this browser only imitates a graphics processor, which is slower.' };
  }
  const kind = [adapter.vendor, adapter.architecture].filter(Boolean).join(' ');
  return { name: 'webgpu', why: `WebGPU, on the graphics processor${kind ? ` (${kind})` : ''}.` };
}

/**
 * Starts a back end of tfjs for the whole page.
 *
 * @param wasmFolder URL of tfjs' wasm files, with a slash at its end.
 * @param wanted forces a back end: then failure to start it is an error.
 * @throws a sentence for the user if none starts.
 */
export async function startBackend(wasmFolder: string, wanted?: BackendName): Promise<BackendReport> {
  const chosen = wanted
    ? { name: wanted, why: `${TITLES[wanted]}, as asked for.` }
    : chooseBackend(await findAdapter());
  if (chosen.name === 'wasm') {
    await startWasm(wasmFolder);
    return chosen;
  }
  try {
    await startWebGpu();
    return chosen;
  } catch (error) {
    if (wanted) throw error;
    report('starting WebGPU: WebAssembly runs instead', error);
    await startWasm(wasmFolder);
    return { name: 'wasm', why: 'WebAssembly, as WebGPU is there but did not start.' };
  }
}

const TITLES: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', wasm: 'WebAssembly' };

async function findAdapter(): Promise<Adapter | null> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  return adapter ? adapter.info : null;
}

async function startWebGpu(): Promise<void> {
  // Loaded only where it runs: it is a fifth of the engine's code.
  await import('@tensorflow/tfjs-backend-webgpu');
  await start('webgpu');
}

/** What tfjs was told; it keeps that for the whole page. */
let wasmPaths: string | null = null;

async function startWasm(folder: string): Promise<void> {
  // The threaded build starts its workers from blob URLs; an extension's CSP stops them and tfjs would wait for ever.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  // Once: after a start that failed, tfjs refuses to be told again, and would never start.
  if (wasmPaths !== folder) setWasmPaths(folder);
  wasmPaths = folder;
  await start('wasm');
}

async function start(name: BackendName): Promise<void> {
  // setBackend tells failure by false and may leave another back end on.
  const started = await setBackend(name).catch(() => false);
  if (!started || getBackend() !== name) {
    throw new Error(
      `${TITLES[name]} did not start, so expressions cannot be read. Reload the extension, or update the browser.`,
    );
  }
}
