import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { engineAssets } from '../../scripts/build/engine-assets';
import { assetsUnder } from '../../src/engine/assets';

const folder = await mkdtemp(join(tmpdir(), 'facet-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllGlobals());

/** What a build with the plugin writes: files by their names, and the digests that its script knows. */
async function builtWith(options?: Parameters<typeof engineAssets>[0]) {
  const result = await build({
    configFile: false,
    root: folder,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : null),
        load: (id) => (id === '\0entry' ? 'globalThis.digests = ENGINE_DIGESTS' : null),
      },
      engineAssets(options),
    ],
    build: { write: false, rollupOptions: { input: 'entry' } },
  });
  if (!('output' in result)) throw new Error('expected one output');
  const files = new Map<string, string | Uint8Array>();
  const scope: { digests?: Record<string, string> } = {};
  for (const file of result.output) {
    if (file.type === 'asset') files.set(file.fileName, file.source);
    else runInNewContext(file.code, { globalThis: scope });
  }
  return { files, digests: scope.digests! };
}

describe('engineAssets', () => {
  it('writes every file that the engine asks for, and its digest into the bundle', async () => {
    const { files, digests } = await builtWith();
    vi.stubGlobal('ENGINE_DIGESTS', digests);
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
    expect([...files.keys()]).toEqual(expect.arrayContaining(wanted.map((url) => url.replace('https://x/', ''))));
    const written = [...files].map(([name, bytes]) => [
      `https://x/${name}`,
      createHash('sha256').update(bytes).digest('hex'),
    ]);
    expect(assets.digests).toEqual(Object.fromEntries(written));
  });

  it('says how to get a model where there is none', async () => {
    await expect(builtWith({ modelFolder: join(folder, 'none') })).rejects.toThrow(
      /There is no expression model: .*model\.json is missing\. Restore it from git .* or train one/,
    );
  });
});
