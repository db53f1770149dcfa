import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import manifest from './manifest.json';
import { engineAssets } from './scripts/build/engine-assets';

export default defineConfig({
  plugins: [preact(), crx({ manifest: manifest as Parameters<typeof crx>[0]['manifest'] }), engineAssets()],
  build: {
    target: 'chrome148',
    // Pages that the manifest does not name.
    rollupOptions: { input: { offscreen: 'src/offscreen/index.html' } },
  },
});
