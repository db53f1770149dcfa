import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { Failure } from '../problem';
import { BACKENDS, type BackendName } from './types';

export async function startWebGpu(): Promise<void> {
  // Loaded only where it runs: it is a fifth of the engine's code.
  await import('@tensorflow/tfjs-backend-webgpu');
  await start('webgpu');
}

/** What tfjs was told; it keeps that for the whole page. */
let wasmPaths: string | null = null;

/** @param folder URL of tfjs' wasm files, with a slash at its end. */
export async function startWasm(folder: string): Promise<void> {
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
    throw new Failure({ code: 'engine_backend', name: BACKENDS[name] });
  }
}
