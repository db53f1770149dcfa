// @ts-check
/** Finds a Chrome or Chromium that can run Facet: installed, else puppeteer's download, else Debian's package. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { aptInstall, isRootOnDebian } from './debian.mjs';
import { attempt, say } from './run.mjs';

/** "message_serialization" in the manifest needs it. */
export const OLDEST = 148;

const COMMANDS = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a browser, installed first if need be.
 * @returns {Promise<string>}
 * @throws {Error} with a sentence on what to do where there is none to be had.
 */
export async function ensureBrowser() {
  const found = installedBrowser() ?? (await downloadedBrowser());
  if (found) return found;
  if (isRootOnDebian()) {
    say('No Chrome or Chromium here: installing Debian’s chromium, which takes a minute.');
    await aptInstall('chromium', 'fonts-noto-color-emoji', 'fonts-dejavu-core');
    const installed = installedBrowser();
    if (installed) return installed;
  }
  throw new Error(
    `Facet needs Chrome or Chromium ${OLDEST} or newer, and none was found or could be installed. ` +
      'Install one (https://www.google.com/chrome/), or set CHROME_PATH to where it is.',
  );
}

/**
 * @returns {string | undefined}
 * @throws {Error} where CHROME_PATH is set to something that does not do.
 */
export function installedBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    const version = majorVersion(chosen);
    if (version >= OLDEST) return chosen;
    const what = version ? `version ${version}, and Facet needs ${OLDEST} or newer` : 'no browser that starts';
    throw new Error(`CHROME_PATH is ${chosen}, which is ${what}.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES];
  return candidates.find((path) => existsSync(path) && majorVersion(path) >= OLDEST);
}

/** @returns {Promise<string | undefined>} */
async function downloadedBrowser() {
  const { default: puppeteer } = await import('puppeteer');
  const path = () => {
    try {
      return puppeteer.executablePath();
    } catch {
      return undefined;
    }
  };
  const usable = () => {
    const at = path();
    return at && existsSync(at) && majorVersion(at) >= OLDEST ? at : undefined;
  };
  if (usable()) return usable();
  say('No Chrome or Chromium installed: trying puppeteer’s download.');
  const cli = join(import.meta.dirname, '../node_modules/puppeteer/lib/cjs/puppeteer/node/cli.js');
  await attempt(process.execPath, [cli, 'browsers', 'install', 'chrome'], { seconds: 300, output: 'hide' });
  return usable();
}

/**
 * 0 where the file is no browser or does not start (a missing library, say).
 * @param {string} path
 */
function majorVersion(path) {
  // Chrome on Windows opens a window instead of printing its version.
  if (process.platform === 'win32') return OLDEST;
  try {
    const answer = execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: 'pipe' });
    return Number(/(\d+)\.\d+\.\d+/.exec(answer)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
