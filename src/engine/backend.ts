import { report } from '../report';
import { inTime } from './in-time';
import { checkFiles, digestsOf } from './integrity';
import { compileKernels } from './kernels/kernels';
import type { BackendName, BackendReport, EngineAssets, Measured } from './types';

/** What matters of a GPUAdapter; null where there is none. */
export interface Adapter {
  readonly vendor: string;
  readonly architecture: string;
  readonly isFallbackAdapter: boolean;
}

/** What was measured on that graphics processor before, with the model that reads; null: nothing. */
export type Recall = (processor: string) => Measured | null;

/** What a tick may take on the graphics processor of what it takes on the processor: to change is worth a real gain only. */
const WORTH_IT = 0.8;

/**
 * Which back end to run the networks on. WebGPU in software is 50 to 100 times slower than WebAssembly, so a browser that
 * draws without a graphics processor (SwiftShader, or an adapter marked as fall-back) gets WebAssembly; one with a real one
 * as well until it was measured (trial.ts).
 */
export function chooseBackend(adapter: Adapter | null, recall: Recall): BackendReport {
  if (!adapter) return { name: 'wasm', why: 'none' };
  if (adapter.isFallbackAdapter || adapter.architecture === 'swiftshader') {
    return { name: 'wasm', why: 'imitated' };
  }
  const processor = [adapter.vendor, adapter.architecture].filter(Boolean).join(' ');
  const measured = recall(processor);
  return measured ? judged(processor, measured) : { name: 'wasm', why: 'unmeasured', processor };
}

/** Which back end is the better by what was measured: of a face alone and of many, as calls have both. */
export function judged(processor: string, measured: Measured): BackendReport {
  const { wasm, webgpu } = measured;
  if (!webgpu) return { name: 'wasm', why: 'failed', processor };
  return webgpu.one + webgpu.many < WORTH_IT * (wasm.one + wasm.many)
    ? { name: 'webgpu', why: 'faster', processor, measured }
    : { name: 'wasm', why: 'slower', processor, measured };
}

/** Where networks run. */
export interface Backend {
  readonly report: BackendReport;
  /** Our own for the processor; null where tfjs runs every network. */
  readonly kernels: WebAssembly.Module | null;
  /** When the graphics device is lost, and all networks on it; null on the processor. */
  readonly lost: Promise<void> | null;
  /** Starts tfjs for the whole page, where a network needs it. @returns its back end. @throws Failure if it does not start. */
  tfjs(): Promise<string>;
}

/** Milliseconds: a graphics process that hangs neither tells of a graphics processor nor starts on it. */
const ANSWERS = { adapter: 5000, start: 20_000 };

type Assets = Pick<EngineAssets, 'tfjsWasm' | 'kernels' | 'digests'>;

/**
 * Starts what runs networks. The processor needs nothing of tfjs but for what our own kernels do not know.
 *
 * @param wanted forces a back end: then failure to start it is an error.
 * @throws Failure if none starts.
 */
export async function startBackend(
  assets: Assets,
  wanted?: BackendName,
  recall: Recall = () => null,
): Promise<Backend> {
  const chosen = wanted ? ({ name: wanted, why: 'asked' } as const) : chooseBackend(await findAdapter(), recall);
  try {
    const starting = startChosen(assets, chosen);
    return await (wanted || chosen.name === 'wasm' ? starting : inTime(starting, ANSWERS.start, 'engine_slow'));
  } catch (error) {
    if (wanted || chosen.name === 'wasm') throw error;
    report('starting WebGPU: WebAssembly runs instead', error);
    return startChosen(assets, { name: 'wasm', why: 'failed' });
  }
}

/** Starts that one. @throws Failure if it does not start. */
export async function startChosen(assets: Assets, chosen: BackendReport): Promise<Backend> {
  if (chosen.name === 'wasm') return startProcessor(assets, chosen);
  const { startWebGpu } = await import('./tfjs');
  const { lost } = await startWebGpu();
  return { report: chosen, kernels: null, lost, tfjs: async () => chosen.name };
}

/** null: this browser offers no graphics processor. */
export async function findAdapter(): Promise<Adapter | null> {
  const asked = navigator.gpu?.requestAdapter();
  const adapter = asked && (await inTime(asked, ANSWERS.adapter, 'engine_slow').catch(() => null));
  return adapter ? adapter.info : null;
}

async function startProcessor(assets: Assets, chosen: BackendReport): Promise<Backend> {
  let starting: Promise<void> | undefined;
  const start = async () => {
    await checkFiles(digestsOf(assets, (url) => url.startsWith(assets.tfjsWasm)));
    const { startWasm } = await import('./tfjs');
    await startWasm(assets.tfjsWasm);
  };
  return {
    report: chosen,
    kernels: await compileKernels(assets),
    lost: null,
    async tfjs() {
      starting ??= start();
      await starting;
      return chosen.name;
    },
  };
}
