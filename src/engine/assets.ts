import type { EngineAssets } from './types';

/**
 * Where the build puts the engine's files, from the root of the extension. scripts/build/engine-assets.ts writes them
 * there; whoever creates a Pipeline passes `assetsUnder(browser.runtime.getURL(''))`, or a test server's address.
 */
export const ASSET_FOLDERS = {
  tfjsWasm: 'vendor/tfjs',
  mediapipeWasm: 'vendor/mediapipe',
  detector: 'models/detector',
  expressionModel: 'models/emotion',
  kernels: 'kernels',
} as const;

/** MediaPipe's, for still pictures. */
export const DETECTOR_FILES = {
  shortRange: 'blaze_face_short_range.tflite',
  fullRange: 'blaze_face_full_range.tflite',
} as const;

/** The same networks as src/engine/graph.ts runs them; the weights lie beside each, as .bin. */
export const DETECTOR_GRAPHS = {
  short: 'blaze_face_short_range.json',
  full: 'blaze_face_full_range.json',
} as const;

/** Compiled from src/engine/kernels/assembly. */
export const KERNELS_FILE = 'convolution.wasm';

/** Written into the bundle by scripts/build/engine-assets.ts: SHA-256 in hexadecimal of each file by its path. */
declare const ENGINE_DIGESTS: Readonly<Record<string, string>>;

/** @param root URL of the folder that the build went to, with a slash at its end. */
export function assetsUnder(root: string): EngineAssets {
  const at = (folder: string) => new URL(folder, root).href;
  return {
    tfjsWasm: `${at(ASSET_FOLDERS.tfjsWasm)}/`,
    mediapipeWasm: at(ASSET_FOLDERS.mediapipeWasm),
    shortRangeDetector: `${at(ASSET_FOLDERS.detector)}/${DETECTOR_FILES.shortRange}`,
    fullRangeDetector: `${at(ASSET_FOLDERS.detector)}/${DETECTOR_FILES.fullRange}`,
    detectorGraphs: {
      short: `${at(ASSET_FOLDERS.detector)}/${DETECTOR_GRAPHS.short}`,
      full: `${at(ASSET_FOLDERS.detector)}/${DETECTOR_GRAPHS.full}`,
    },
    expressionModel: `${at(ASSET_FOLDERS.expressionModel)}/model.json`,
    kernels: `${at(ASSET_FOLDERS.kernels)}/${KERNELS_FILE}`,
    digests: Object.fromEntries(Object.entries(ENGINE_DIGESTS).map(([path, digest]) => [at(path), digest])),
  };
}
