import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { createServer } from 'vite';
import { engineAssets } from '../build/engine-assets';

const ROOT = join(import.meta.dirname, '../..');

export interface ModuleServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface ModulePage {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * A blank page that runs one of the project's TypeScript modules, with the engine's files where the build puts them. From
 * the server at FACET_MODULES where there is one (tests/serve-modules.ts), else from one of its own.
 */
export async function openModule(browser: Browser, module: string): Promise<ModulePage> {
  const shared = process.env.FACET_MODULES;
  const server = shared ? { url: shared, close: async () => {} } : await serveModules([module]);
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}?module=${module}`);
    return { page, close: server.close };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * @param modules all that will be asked for, as globs: a server bundles their packages once, at its start; a package that it
 * meets later would take away what pages have imported until then.
 */
export async function serveModules(modules: readonly string[]): Promise<ModuleServer> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const cacheDir = mkdtempSync(join(ROOT, '.cache/vite-'));
  const server = await createServer({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    cacheDir,
    plugins: [engineAssets(), blankPage()],
    optimizeDeps: { entries: [...modules] },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  const close = async () => {
    await server.close();
    rmSync(cacheDir, { recursive: true, force: true });
  };
  try {
    await server.listen();
    return { url: server.resolvedUrls!.local[0]!, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function blankPage(): import('vite').Plugin {
  return {
    name: 'facet:blank-page',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
        if (pathname !== '/') return next();
        const html = `<!doctype html><script type="module" src="/${searchParams.get('module')}"></script>`;
        // Vite's own: it brings what the configuration defines.
        server.transformIndexHtml('/', html).then((whole) => {
          response.setHeader('content-type', 'text/html');
          response.end(whole);
        }, next);
      });
    },
  };
}
