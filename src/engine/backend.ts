import { report } from '../report';
import { checkFiles, digestsOf } from './integrity';
import { compileKernels } from './kernels/kernels';
import type { BackendName, BackendReport, EngineAssets } from './types';

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
  if (!adapter) return { name: 'wasm', why: 'none' };
  if (adapter.isFallbackAdapter || adapter.architecture === 'swiftshader') {
    return { name: 'wasm', why: 'imitated' };
  }
  const processor = [adapter.vendor, adapter.architecture].filter(Boolean).join(' ');
  return { name: 'webgpu', why: 'fits', ...(processor ? { processor } : {}) };
}

/** Where networks run. */
export interface Backend {
  readonly report: BackendReport;
  /** Our own for the processor; null where tfjs runs every network. */
  readonly kernels: WebAssembly.Module | null;
  /** Starts tfjs for the whole page, where a network needs it. @throws Failure if it does not start. */
  tfjs(): Promise<void>;
}

/**
 * Starts what runs networks. The processor needs nothing of tfjs but for what our own kernels do not know.
 *
 * @param wanted forces a back end: then failure to start it is an error.
 * @throws Failure if none starts.
 */
export async function startBackend(
  assets: Pick<EngineAssets, 'tfjsWasm' | 'kernels' | 'digests'>,
  wanted?: BackendName,
): Promise<Backend> {
  const chosen: BackendReport = wanted ? { name: wanted, why: 'asked' } : chooseBackend(await findAdapter());
  if (chosen.name === 'wasm') return startProcessor(assets, chosen);
  try {
    const { startWebGpu } = await import('./tfjs');
    await startWebGpu();
    return { report: chosen, kernels: null, tfjs: async () => {} };
  } catch (error) {
    if (wanted) throw error;
    report('starting WebGPU: WebAssembly runs instead', error);
    return startProcessor(assets, { name: 'wasm', why: 'failed' });
  }
}

async function findAdapter(): Promise<Adapter | null> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  return adapter ? adapter.info : null;
}

async function startProcessor(
  assets: Pick<EngineAssets, 'tfjsWasm' | 'kernels' | 'digests'>,
  chosen: BackendReport,
): Promise<Backend> {
  let starting: Promise<void> | undefined;
  const start = async () => {
    await checkFiles(digestsOf(assets, (url) => url.startsWith(assets.tfjsWasm)));
    const { startWasm } = await import('./tfjs');
    await startWasm(assets.tfjsWasm);
  };
  return {
    report: chosen,
    kernels: await compileKernels(assets),
    tfjs() {
      starting ??= start();
      return starting;
    },
  };
}
