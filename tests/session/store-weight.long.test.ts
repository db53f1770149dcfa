import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { openModule } from '../../scripts/chromium/module-page';
import { profileOf } from '../../scripts/driver/profile-bytes';
import type {} from './store-page';

/** Of all files below a folder, bytes. */
function weight(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** Bytes that one row, kept as an object of its own, weighed on the disk before they were packed. */
const AN_OBJECT = 1650;

it.each([
  ['of four people', 'minutes', 4],
  ['of nine people who switch their cameras all the time', 'minutesOfSwitching', 9],
] as const)(
  'weighs a tenth of what rows of their own did on the disk, after ten minutes %s',
  async (_, how, people) => {
    const browser = await launch();
    try {
      const opened = await openModule(browser, 'tests/session/store-page.ts');
      await opened.page.waitForFunction(() => 'facet' in window);
      const rows = await opened.page.evaluate((one, many) => window.facet[one]('ten', many, 10), how, people);
      const profile = join(profileOf(browser), 'Default');
      const each = (weight(join(profile, 'IndexedDB')) + weight(join(profile, 'File System'))) / rows;
      console.log(`${each.toFixed(0)} bytes a row on the disk`);
      expect(rows).toBe(600 * people);
      expect(each).toBeGreaterThan(20);
      expect(each).toBeLessThanOrEqual(AN_OBJECT / 10);
      await opened.close();
    } finally {
      await browser.close();
    }
  },
);
