import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Viewport, WebWorker } from 'puppeteer';
import { CALLS, type CallServer, serveCalls } from '../call/server';
import { fakeCamera, launch } from '../chromium/launch';
import type { DrawnExpression } from '../faces/expressions';
import { personNamed } from '../faces/people';
import { clipFile } from '../faces/render';
import { readTraffic, type Traffic } from './net-log';
import { Popup } from './popup';
import { until } from './until';
import { Welcome } from './welcome';

/** The built extension; another build than the usual for those who try something beside it. */
export const DIST = process.env.FACET_DIST ?? join(import.meta.dirname, '../../dist');

export interface Opening {
  /** The built extension to load. */
  readonly extension?: string;
  /** What the user's own face shows. */
  readonly myExpression?: DrawnExpression;
  /** What the browser answers when a page asks for the camera. */
  readonly camera?: 'allow' | 'refuse';
  readonly headless?: boolean;
  /** Whether the user agrees on Facet's first page, which is open then; else it stays there unanswered. */
  readonly agree?: boolean;
  readonly viewport?: Viewport;
}

const VIEWPORT: Viewport = { width: 1280, height: 720 };
/** Who the fake camera films; the demo call names them as the user. */
const MYSELF = personNamed('Mei Tanaka');

/** A real browser with the built extension, and the demo call's sites at their real addresses. */
export class Facet {
  private constructor(
    readonly browser: Browser,
    readonly extensionId: string,
    private readonly server: CallServer,
    private readonly folder: string,
    private readonly viewport: Viewport | null,
  ) {}

  static async open({
    extension = DIST,
    myExpression = 'neutral',
    camera = 'allow',
    headless = true,
    agree = true,
    viewport = VIEWPORT,
  }: Opening = {}) {
    if (!existsSync(join(extension, 'manifest.json')))
      throw new Error(`${extension} holds no built extension: npm run build.`);
    const film = await clipFile({ person: MYSELF, expressions: [myExpression], seconds: 6 });
    const server = await serveCalls();
    const folder = mkdtempSync(join(tmpdir(), 'facet-'));
    mkdirSync(join(folder, 'downloads'));
    try {
      const browser = await launch({
        headless,
        enableExtensions: [extension],
        defaultViewport: null,
        downloadBehavior: { policy: 'allow', downloadPath: join(folder, 'downloads') },
        args: [
          ...server.flags,
          ...fakeCamera(film, camera),
          `--log-net-log=${join(folder, 'net.json')}`,
          `--window-size=${viewport.width},${viewport.height + 120}`,
        ],
      });
      const worker = await browser.waitForTarget(
        (target) => target.type() === 'service_worker' && isOurs(target.url()),
      );
      const facet = new Facet(browser, new URL(worker.url()).hostname, server, folder, headless ? viewport : null);
      const welcome = new Welcome(await pageAt(browser, facet.url('src/welcome/index.html')));
      if (agree) {
        await welcome.agree();
        await welcome.page.close();
      }
      return facet;
    } catch (error) {
      server.close();
      throw error;
    }
  }

  /** Opens a call; resolves when everyone in it has a picture. */
  async call(site: keyof typeof CALLS, query = ''): Promise<Page> {
    const blank = (await this.browser.pages()).find((open) => open.url() === 'about:blank');
    const page = blank ?? (await this.browser.newPage());
    if (this.viewport) await page.setViewport(this.viewport);
    // Facet's first page may lie over it.
    await page.bringToFront();
    await page.goto(CALLS[site] + query);
    await page.waitForFunction(() => window.call?.playing(), { timeout: 30_000 });
    return page;
  }

  /** The popup for the tab of a call, in a window of its own, so that both stay visible. */
  async popup(call: Page): Promise<Popup> {
    const page = await this.browser.newPage({
      type: 'window',
      windowBounds: { left: VIEWPORT.width + 20, top: 0, width: 420, height: 860 },
    });
    await page.goto(this.url(`src/popup/index.html?tabId=${await this.tabOf(page, call.url())}`));
    return new Popup(page);
  }

  async options(): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(this.url('src/options/index.html'));
    return page;
  }

  /** The page that opened by itself when Facet was installed. */
  async welcome(): Promise<Welcome> {
    const page = await pageAt(this.browser, this.url('src/welcome/index.html'));
    await page.bringToFront();
    return new Welcome(page);
  }

  url(path: string): string {
    return `chrome-extension://${this.extensionId}/${path}`;
  }

  /** The service worker. @param timeout milliseconds; one that sleeps is none. */
  async worker(timeout = 10_000): Promise<WebWorker> {
    const target = await this.browser.waitForTarget((t) => t.type() === 'service_worker' && isOurs(t.url()), {
      timeout,
    });
    return (await target.worker())!;
  }

  /** @param timeout milliseconds. */
  async offscreen(timeout = 10_000): Promise<Page> {
    const target = await this.browser.waitForTarget((t) => t.url().includes('/offscreen/'), { timeout });
    return target.asPage();
  }

  /** The file that a download leaves, once it is complete. @param timeout milliseconds. */
  async download(start: () => Promise<void>, timeout = 15_000): Promise<string> {
    const folder = join(this.folder, 'downloads');
    // A file of the same name is written over.
    const written = (file: string) => statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs;
    const before = new Map(readdirSync(folder).map((file) => [file, written(file)]));
    await start();
    const name = await until(
      () => readdirSync(folder).find((file) => !file.endsWith('.crdownload') && written(file) !== before.get(file)),
      { timeout },
    );
    return join(folder, name);
  }

  /** Closes the browser; tells what it asked of the network. */
  async close(): Promise<Traffic> {
    await this.browser.close();
    this.server.close();
    try {
      return readTraffic(join(this.folder, 'net.json'));
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  private async tabOf(extensionPage: Page, url: string): Promise<number> {
    await extensionPage.goto(this.url('src/popup/index.html'));
    const id = await extensionPage.evaluate(async (address) => (await chrome.tabs.query({ url: address }))[0]?.id, url);
    if (id === undefined) throw new Error(`No tab shows ${url}.`);
    return id;
  }
}

async function pageAt(browser: Browser, url: string): Promise<Page> {
  const target = await browser.waitForTarget((t) => t.type() === 'page' && t.url() === url, { timeout: 20_000 });
  const page = (await target.page())!;
  // A target has its address before its document is there: what runs until then is lost with the one before.
  await page.waitForFunction(
    (there) => location.href === there && document.readyState === 'complete',
    { polling: 50 },
    url,
  );
  return page;
}

function isOurs(url: string): boolean {
  return url.startsWith('chrome-extension://');
}
