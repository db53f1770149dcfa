import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  env,
  findBackend,
  findBackendFactory,
  getBackend,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { Failure } from '../problem';
import { BACKENDS, type BackendName } from './types';

/** A graphics device that is lost so often is not tried again while the page lives. */
const MOST_LOSSES = 2;
/** Devices that tfjs had: one for the whole page, until it is lost. */
const devices = { losses: 0, current: null as GPUDevice | null, isLost: false };

/** @returns when its device is lost. @throws Failure where it does not start, or was lost before too often. */
export async function startWebGpu(): Promise<{ readonly lost: Promise<void> }> {
  // Loaded only where it runs: it is a fifth of the engine's code.
  await import('@tensorflow/tfjs-backend-webgpu');
  if (devices.losses >= MOST_LOSSES) throw didNotStart('webgpu');
  if (devices.isLost) registerAnew('webgpu');
  devices.isLost = false;
  await start('webgpu');
  const { device } = findBackend('webgpu') as WebGPUBackend;
  watch(device);
  return { lost: device.lost.then(() => {}) };
}

function watch(device: GPUDevice): void {
  if (devices.current === device) return;
  devices.current = device;
  void device.lost.then(() => {
    devices.losses++;
    devices.isLost = true;
  });
}

/** Otherwise tfjs keeps what it has started once for the whole page, and with it a device that is lost. */
function registerAnew(name: BackendName): void {
  const factory = findBackendFactory(name);
  removeBackend(name);
  registerBackend(name, factory);
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
    throw didNotStart(name);
  }
}

const didNotStart = (name: BackendName) => new Failure({ code: 'engine_backend', name: BACKENDS[name] });
