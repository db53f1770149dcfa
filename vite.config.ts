import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import manifest from './manifest.json';
import { engineAssets } from './scripts/build/engine-assets';

export default defineConfig({
  plugins: [
    preact(),
    crx({
      manifest: manifest as Parameters<typeof crx>[0]['manifest'],
      // One plain file: it starts at once, nothing of ours is web-accessible, and it runs on sites that the user adds
      // (crxjs' loader imports a chunk that only the manifest's own sites may fetch).
      contentScripts: { standaloneFiles: ['src/content/index.ts'] },
    }),
    engineAssets(),
  ],
  build: {
    target: 'chrome148',
    // With public/NOTICE.txt; the options page links to both.
    license: { fileName: 'THIRD-PARTY-LICENSES.txt' },
    // Pages that the manifest does not name.
    rollupOptions: { input: { offscreen: 'src/offscreen/index.html' } },
  },
});
