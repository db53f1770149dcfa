import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { bundle } from '../../scripts/chromium/bundle';
import { launch } from '../../scripts/chromium/launch';
import type { SeenTile } from './probe';

const STYLE = 'body{margin:0} video{width:320px;height:180px;display:block}';

/** A real browser for the tests of one file: layout, media and selectors are the browser's own. */
export function inBrowser() {
  let browser: Browser;
  let server: Server;
  let script: string;
  let page: Page;

  beforeAll(async () => {
    script = await bundle(fileURLToPath(new URL('./probe.ts', import.meta.url)));
    // Media devices exist only on pages with an address.
    server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launch({ args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });
    page = await browser.newPage();
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const show = async (html: string): Promise<Page> => {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.setContent(`<!doctype html><style>${STYLE}</style>${html}`);
    await page.addScriptTag({ content: script });
    await page.evaluate(() => window.probe.play());
    return page;
  };

  return {
    /** Loads a page of this HTML and starts its videos. */
    show,
    /** Tiles that the site's rules find in a page of this HTML. */
    async scan(siteId: string, html: string): Promise<SeenTile[]> {
      await show(html);
      return page.evaluate((id) => window.probe.scan(id), siteId);
    },
    async participants(siteId: string, html: string) {
      await show(html);
      return page.evaluate((id) => window.probe.participants(id), siteId);
    },
  };
}
