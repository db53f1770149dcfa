import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { ASSET_FOLDERS, DETECTOR_FILES, DETECTOR_GRAPHS, KERNELS_FILE } from '../../src/engine/assets';
import { faceDetector, faceDetectorGraph } from '../../training/detector/face-detector';
import { kernels } from './kernels';

/**
 * Puts the engine's files beside the bundle, where src/engine/assets.ts says: tfjs' and MediaPipe's WebAssembly and the
 * face detector from npm, the expression model from `modelFolder`. The dev server serves them at the same addresses.
 * Their digests go into the bundle itself, where the engine compares them (src/engine/integrity.ts).
 */
export function engineAssets({ modelFolder = 'models/emotion' }: { modelFolder?: string } = {}): Plugin {
  const files = () => engineFiles(modelFolder);
  return {
    name: 'facet:engine-assets',
    async config() {
      return { define: { ENGINE_DIGESTS: JSON.stringify(await digests(await files())) } };
    },
    async generateBundle() {
      for (const [fileName, read] of await files()) this.emitFile({ type: 'asset', fileName, source: await read() });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
        files()
          .then(async (known) => {
            const read = known.get(path);
            if (!read) return next();
            response.setHeader('Content-Type', contentType(path));
            response.end(await read());
          })
          .catch(next);
      });
    },
  };
}

const { resolve } = createRequire(import.meta.url);

type Reader = () => Promise<Uint8Array>;

/** SHA-256 in hexadecimal of each file by its path. */
async function digests(known: ReadonlyMap<string, Reader>): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [path, read] of known)
    all[path] = createHash('sha256')
      .update(await read())
      .digest('hex');
  return all;
}

async function engineFiles(modelFolder: string): Promise<Map<string, Reader>> {
  const files = new Map<string, Reader>();
  // Without threads: their workers start from blob URLs, which an extension's CSP forbids. Nor for processors without
  // SIMD: where Chrome 148 runs (SSE3, or 64-bit ARM), its WebAssembly has it.
  const simd = 'tfjs-backend-wasm-simd.wasm';
  files.set(`${ASSET_FOLDERS.tfjsWasm}/${simd}`, () => readFile(resolve(`@tensorflow/tfjs-backend-wasm/dist/${simd}`)));
  // MediaPipe's loader is a classic script; its ES module twin and the build without SIMD stay out (10 MB each).
  for (const name of ['vision_wasm_internal.js', 'vision_wasm_internal.wasm']) {
    const source = resolve(`@mediapipe/tasks-vision/${name}`);
    files.set(`${ASSET_FOLDERS.mediapipeWasm}/${name}`, () => readFile(source));
  }
  files.set(`${ASSET_FOLDERS.detector}/${DETECTOR_FILES.shortRange}`, () => faceDetector('short'));
  files.set(`${ASSET_FOLDERS.detector}/${DETECTOR_FILES.fullRange}`, () => faceDetector('full'));
  for (const range of ['short', 'full'] as const) {
    const path = `${ASSET_FOLDERS.detector}/${DETECTOR_GRAPHS[range]}`;
    files.set(path, async () => (await faceDetectorGraph(range)).json);
    files.set(path.replace(/\.json$/, '.bin'), async () => (await faceDetectorGraph(range)).weights);
  }
  files.set(`${ASSET_FOLDERS.kernels}/${KERNELS_FILE}`, kernels);
  for (const name of await modelFiles(modelFolder)) {
    files.set(`${ASSET_FOLDERS.expressionModel}/${name}`, () => readFile(join(modelFolder, name)));
  }
  return files;
}

/** Names of the files of the expression model: a tfjs layers-model and its weights. */
async function modelFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes('model.json')) {
    throw new Error(
      `There is no expression model: ${join(folder, 'model.json')} is missing. ` +
        'Restore it from git ("git checkout models"), or train one as training/README.md says.',
    );
  }
  return names.filter((name) => name === 'model.json' || name.endsWith('.bin'));
}

function contentType(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript';
  if (path.endsWith('.json')) return 'application/json';
  return path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
}
