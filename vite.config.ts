import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json';
import { engineAssets } from './scripts/build/engine-assets';
import { locales } from './scripts/build/locales';

/** Tests are told by their names: with Node alone, in a page, the whole extension in a browser, too long for every change. */
const tests = (kind: string) => `tests/**/*.${kind}.test.ts`;
/** vitest leaves one core free, which on two is half of them. */
const EVERY_CORE = '100%';

/** A call on a machine that other work fills for seconds may miss its deadline once; scripts/test.mjs tells who did. */
const RETRY = 1;

/** Unit tests that put others in the place of modules: each in a process of its own. */
const MOCKING = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .map((file) => `tests/${file.replaceAll('\\', '/')}`)
  .filter((file) => /\.test\.tsx?$/.test(file) && /\bvi\.(m|doM)ock\(/.test(readFileSync(file, 'utf8')));

const unit = {
  maxWorkers: EVERY_CORE,
  sequence: { groupOrder: 0 },
  // Some take seconds of processor time, and other work may share it.
  testTimeout: 60_000,
  setupFiles: ['tests/i18n/english.ts', 'tests/browser-api.ts'],
  // DOM tests say `// @vitest-environment happy-dom` in their first line.
  environment: 'node',
};

const extension = [
  preact(),
  crx({
    manifest: manifest as Parameters<typeof crx>[0]['manifest'],
    // One plain file: it starts at once, nothing of ours is web-accessible, and it runs on sites that the user adds
    // (crxjs' loader imports a chunk that only the manifest's own sites may fetch).
    contentScripts: { standaloneFiles: ['src/content/index.ts'] },
  }),
  engineAssets(),
  locales(),
];

export default defineConfig(({ mode }) => ({
  // Tests need no extension build around them.
  plugins: process.env.VITEST ? [] : extension,
  publicDir: 'src/public',
  build: {
    target: 'chrome148',
    // `npm run dev`: errors name the line that was written.
    sourcemap: mode === 'development',
    minify: mode !== 'development',
    // The offscreen document's tfjs is read from disk, not from a network.
    chunkSizeWarningLimit: 1000,
    // With src/public/NOTICE.txt; the options page links to both.
    license: { fileName: 'THIRD-PARTY-LICENSES.txt' },
    // Pages that the manifest does not name.
    rollupOptions: { input: { offscreen: 'src/offscreen/index.html', welcome: 'src/welcome/index.html' } },
  },
  test: {
    projects: [
      {
        test: {
          ...unit,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...['browser', 'e2e', 'long'].map(tests), ...MOCKING],
          // What each needs of Node is loaded once.
          isolate: false,
        },
      },
      { test: { ...unit, name: 'mocking', include: MOCKING } },
      {
        test: {
          name: 'browser',
          include: [tests('browser')],
          globalSetup: 'tests/serve-modules.ts',
          maxWorkers: EVERY_CORE,
          // What each needs of Node is loaded once.
          isolate: false,
          sequence: { groupOrder: 1 },
          retry: RETRY,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: [tests('e2e')],
          // A call waits more than it computes; of more at once on a core, too few pictures are read.
          maxWorkers: Math.min(4, availableParallelism()),
          // What each needs of Node is loaded once.
          isolate: false,
          sequence: { groupOrder: 2 },
          retry: RETRY,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'long',
          include: [tests('long')],
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
}));
