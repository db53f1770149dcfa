import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize } from 'node:path';
import { build } from 'vite';
import { engineAssets } from '../build/engine-assets';
import { ROOT } from '../run.mjs';

/** Every page of the bench, by its file in pages/. */
const PAGES = ['facet', 'human', 'face-api', 'crowd', 'network', 'accuracy'] as const;
export type PageName = (typeof PAGES)[number];

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface Site {
  address(page: PageName): string;
  close(): void;
}

/** Builds the bench's pages as the extension is built, and serves them with the engine's files and the peers' on this machine. */
export async function serveBench(): Promise<Site> {
  const folder = join(ROOT, '.cache/bench/site');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    plugins: [engineAssets()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome148',
      chunkSizeWarningLimit: 5000,
      rollupOptions: {
        input: Object.fromEntries(PAGES.map((name) => [name, join(ROOT, `scripts/bench/pages/${name}.ts`)])),
        output: { entryFileNames: 'pages/[name].js' },
      },
    },
  });
  const { resolve } = createRequire(import.meta.url);
  // By files that their packages let one find: their models lie beside.
  const peers: Readonly<Record<string, string>> = {
    human: join(dirname(resolve('@vladmandic/human')), '../models'),
    'face-api': join(dirname(resolve('@vladmandic/face-api')), '../model'),
  };
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (path.startsWith('/page/')) {
      const body = `<!doctype html><meta charset="utf-8"><script type="module" src="/pages/${path.slice(6)}.js"></script>`;
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
      return;
    }
    const [, peer, file] = /^\/peers\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const base = peer ? peers[peer] : folder;
    const body = await readFile(join(base ?? folder, file ?? path)).catch(() => null);
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    if (body) response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: (page) => `http://127.0.0.1:${port}/page/${page}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
