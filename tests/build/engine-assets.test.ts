import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { engineAssets } from '../../scripts/build/engine-assets';
import { assetsUnder } from '../../src/engine/assets';

const folder = await mkdtemp(join(tmpdir(), 'facet-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Names of the files that a build with the plugin writes. */
async function builtWith(options?: Parameters<typeof engineAssets>[0]): Promise<string[]> {
  const result = await build({
    configFile: false,
    root: folder,
    logLevel: 'silent',
    plugins: [
      {
        name: 'empty-entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : null),
        load: (id) => (id === '\0entry' ? 'export {}' : null),
      },
      engineAssets(options),
    ],
    build: { write: false, rollupOptions: { input: 'entry' } },
  });
  if (!('output' in result)) throw new Error('expected one output');
  return result.output.map(({ fileName }) => fileName);
}

describe('engineAssets', () => {
  it('writes every file that the engine asks for', async () => {
    const files = await builtWith();
    const assets = assetsUnder('https://x/');
    const wanted = [
      `${assets.tfjsWasm}tfjs-backend-wasm-simd.wasm`,
      `${assets.mediapipeWasm}/vision_wasm_internal.js`,
      `${assets.mediapipeWasm}/vision_wasm_internal.wasm`,
      assets.shortRangeDetector,
      assets.fullRangeDetector,
      ...Object.values(assets.detectorGraphs).flatMap((url) => [url, url.replace('.json', '.bin')]),
      assets.expressionModel,
    ];
    expect(files).toEqual(expect.arrayContaining(wanted.map((url) => url.replace('https://x/', ''))));
  });

  it('says how to get a model where there is none', async () => {
    await expect(builtWith({ modelFolder: join(folder, 'none') })).rejects.toThrow(
      /There is no expression model: .*model\.json is missing\. Restore it from git .* or train one/,
    );
  });
});
