/** Which engine runs the tensors: tfjs-node where a user has it, oneDNN otherwise, WebAssembly where there is neither. */
import * as tf from '@tensorflow/tfjs-core';
import { OneDnnUnavailable } from './onednn/library';
import { registerOneDnn } from './onednn/register';

/** What networks may be asked to run on; `auto` takes the quickest that this machine has. */
export const BACKENDS = ['auto', 'tensorflow', 'onednn', 'wasm', 'cpu'] as const;
/** One of them. */
export type BackendName = (typeof BACKENDS)[number];

async function useTensorflow(): Promise<string> {
  const optional = '@tensorflow/tfjs-node';
  await import(optional);
  await tf.setBackend('tensorflow');
  return 'tensorflow (tfjs-node)';
}

async function useOneDnn(): Promise<string> {
  const { version, threads } = registerOneDnn();
  await tf.setBackend('onednn');
  return `onednn ${version}, ${threads} threads`;
}

async function useWasm(): Promise<string> {
  const { registerWasm } = await import('./wasm');
  await registerWasm();
  await tf.setBackend('wasm');
  return 'wasm (one thread)';
}

async function useCpu(): Promise<string> {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  return 'cpu (plain JavaScript: thousands of times slower than onednn)';
}

/**
 * Selects the back end and says which it is.
 * @throws OneDnnUnavailable or the import's error when the one that was asked for cannot be had
 */
export async function chooseBackend(
  wanted: BackendName,
  warn: (message: string) => void = console.warn,
): Promise<string> {
  if (wanted === 'tensorflow') return useTensorflow();
  if (wanted === 'onednn') return useOneDnn();
  if (wanted === 'wasm') return useWasm();
  if (wanted === 'cpu') return useCpu();
  try {
    return await useTensorflow();
  } catch {
    // Not installed: the usual case.
  }
  try {
    return await useOneDnn();
  } catch (error) {
    if (!(error instanceof OneDnnUnavailable)) throw error;
    warn(`${error.message} Until then: WebAssembly, enough for evaluating and small sets.`);
    return useWasm();
  }
}
