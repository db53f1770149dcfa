import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { createServer } from 'vite';
import { engineAssets } from '../build/engine-assets';

const ROOT = join(import.meta.dirname, '../..');

export interface ModulePage {
  readonly page: Page;
  close(): Promise<void>;
}

/** A blank page that runs one of the project's TypeScript modules, with the engine's files where the build puts them. */
export async function openModule(browser: Browser, module: string): Promise<ModulePage> {
  // Of its own: a server beside it that bundles packages for another module would take away what is imported late here.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const cacheDir = mkdtempSync(join(ROOT, '.cache/vite-'));
  const server = await createServer({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    cacheDir,
    plugins: [engineAssets(), blankPage(module)],
    optimizeDeps: { entries: [module] },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  const close = async () => {
    await server.close();
    rmSync(cacheDir, { recursive: true, force: true });
  };
  try {
    await server.listen();
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls!.local[0]!);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function blankPage(module: string): import('vite').Plugin {
  return {
    name: 'facet:blank-page',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url !== '/') return next();
        const html = `<!doctype html><script type="module" src="/${module}"></script>`;
        // Vite's own: it brings what the configuration defines.
        server.transformIndexHtml('/', html).then((whole) => {
          response.setHeader('content-type', 'text/html');
          response.end(whole);
        }, next);
      });
    },
  };
}
