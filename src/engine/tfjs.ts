import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  env,
  findBackend,
  findBackendFactory,
  type KernelBackend,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { Failure } from '../problem';
import { DidNotStart } from './did-not-start';
import { BACKENDS, type BackendName } from './types';

/** A graphics device that is lost so often is not tried again while the page lives. */
const MOST_LOSSES = 2;
/** Devices that tfjs had: one for the whole page, until it is lost. */
const devices = { losses: 0, current: null as GPUDevice | null, isLost: false };
/** tfjs' own, which asks the browser for a device; and the one that is being asked for. */
let factory: (() => KernelBackend | Promise<KernelBackend>) | undefined;
let opening: Promise<void> | undefined;

/** @returns when its device is lost. @throws DidNotStart; another Failure where a device was lost before. */
export async function startWebGpu(): Promise<{ readonly lost: Promise<void> }> {
  // Loaded only where it runs: it is a fifth of the engine's code.
  await import('@tensorflow/tfjs-backend-webgpu');
  if (devices.losses >= MOST_LOSSES) throw new Failure(problemWith('webgpu'));
  if (devices.isLost || !devices.current) {
    opening ??= openDevice().finally(() => {
      opening = undefined;
    });
    await opening;
  }
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

/**
 * A device for tfjs, in place of a lost one. tfjs computes nothing on any back end while it waits for one to start, and
 * networks on another may be reading: it hears of the device only once that is there.
 */
async function openDevice(): Promise<void> {
  factory ??= findBackendFactory('webgpu');
  const backend = await Promise.resolve(factory?.()).catch(() => undefined);
  if (!backend) throw didNotStart('webgpu');
  removeBackend('webgpu');
  registerBackend('webgpu', () => backend);
  devices.isLost = false;
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
  // It tells failure by false. Another network may have turned its own back end on since.
  if (!(await setBackend(name).catch(() => false))) throw didNotStart(name);
}

/** A graphics processor that was lost may be away for a while only. */
function didNotStart(name: BackendName): Failure {
  return devices.losses > 0 ? new Failure(problemWith(name)) : new DidNotStart(problemWith(name));
}

const problemWith = (name: BackendName) => ({ code: 'engine_backend', name: BACKENDS[name] }) as const;
