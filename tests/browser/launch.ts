import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer';
import { ensureBrowser } from '../../scripts/browser.mjs';

/** Nothing of the browser's own reaches for the network. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** A browser of the machine, headless unless told otherwise. The caller closes it. */
export async function launch({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return puppeteer.launch({
    executablePath: await ensureBrowser(),
    headless: true,
    pipe: true,
    ...options,
    args: [...QUIET, ...sandbox, ...args],
  });
}
