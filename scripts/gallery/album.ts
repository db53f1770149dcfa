import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import sharp from 'sharp';

const THEMES = ['light', 'dark'] as const;
/** Of a contact sheet, pixels: a picture's width and most height, and pictures in a row. */
const CELL = { width: 300, height: 420, gap: 12 };
const IN_A_ROW = 6;

/** Pictures of one language, in a folder of their own. */
export class Album {
  private readonly taken: { readonly theme: string; readonly file: string }[] = [];

  constructor(private readonly folder: string) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** A page as a whole, in both themes and in each width in CSS pixels. */
  async take(page: Page, name: string, widths: readonly number[], height = 800): Promise<void> {
    await page.bringToFront();
    for (const theme of THEMES) {
      // Without motion nothing is on its way from one theme to the other.
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: theme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      for (const width of widths) {
        await page.setViewport({ width, height });
        const file = join(this.folder, `${name}.${theme}.${width}.png`);
        // Two animation frames: what follows the width draws itself anew in the first.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        await page.screenshot({ path: file as `${string}.png`, fullPage: true });
        this.taken.push({ theme, file });
      }
    }
    await page.emulateMediaFeatures([]);
  }

  /** All pictures of a theme on one sheet, in the order in which they were taken. */
  async sheets(): Promise<void> {
    for (const theme of THEMES) {
      const files = this.taken.filter((one) => one.theme === theme).map(({ file }) => file);
      if (files.length > 0) await sheet(files, join(this.folder, `sheet.${theme}.png`));
    }
  }
}

async function sheet(files: readonly string[], to: string): Promise<void> {
  const { width, height, gap } = CELL;
  const rows = Math.ceil(files.length / IN_A_ROW);
  const cells = await Promise.all(
    files.map(async (file, i) => ({
      input: await sharp(file).resize({ width, height, fit: 'inside' }).toBuffer(),
      left: gap + (i % IN_A_ROW) * (width + gap),
      top: gap + Math.floor(i / IN_A_ROW) * (height + gap),
    })),
  );
  const size = { width: gap + IN_A_ROW * (width + gap), height: gap + rows * (height + gap) };
  await sharp({ create: { ...size, channels: 3, background: '#8a8a96' } })
    .composite(cells)
    .png()
    .toFile(to);
}
