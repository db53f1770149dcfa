import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer';
import { ensureBrowser } from '../browser.mjs';

/** Nothing of the browser's own reaches for the network. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** A camera that plays an .mjpeg file, allowed or refused without asking; and peers that may talk over loopback alone. */
export function fakeCamera(file: string, answer: 'allow' | 'refuse' = 'allow'): string[] {
  return [
    '--use-fake-device-for-media-stream',
    answer === 'allow' ? '--use-fake-ui-for-media-stream' : '--deny-permission-prompts',
    `--use-file-for-fake-video-capture=${file}`,
    '--allow-loopback-in-peer-connection',
  ];
}

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
