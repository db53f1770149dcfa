/** Reads pictures with the extension's own engine, in a headless browser. */
import { readFile } from 'node:fs/promises';
import { launch } from '../chromium/launch';
import { openModule } from '../chromium/module-page';
import type { Picture } from './list';
import type {} from './page';
import type { Read } from './reading';

/** Files sent to the browser at once. */
const BATCH = 20;

/**
 * @returns what was read, and the files that no browser can open
 * @throws the signal's reason; Error if the engine does not start
 */
export async function readAll(
  pictures: readonly Picture[],
  { signal, onProgress = () => {} }: { signal: AbortSignal; onProgress?: (share: number) => void },
): Promise<{ read: Read[]; unreadable: string[] }> {
  const browser = await launch();
  try {
    const { page, close } = await openModule(browser, 'scripts/pictures/page.ts');
    try {
      await page.waitForFunction(() => 'readPictures' in globalThis, { timeout: 60_000 });
      const read: Read[] = [];
      const unreadable: string[] = [];
      for (let start = 0; start < pictures.length; start += BATCH) {
        signal.throwIfAborted();
        const batch = pictures.slice(start, start + BATCH);
        const files = await Promise.all(batch.map(({ file }) => readFile(file, 'base64')));
        const readings = await page.evaluate((some) => readPictures(some), files);
        for (const [i, picture] of batch.entries()) {
          const reading = readings[i];
          if (reading) read.push({ picture, reading });
          else unreadable.push(picture.file);
        }
        onProgress((start + batch.length) / pictures.length);
      }
      return { read, unreadable };
    } finally {
      await close();
    }
  } finally {
    await browser.close();
  }
}
