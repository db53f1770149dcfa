// @ts-check
/** Draws the PNG icons from the two SVG files, with a browser: node src/ui/icons/draw.mjs */
import { readFile, writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer';
import { ensureBrowser } from '../../../scripts/browser.mjs';

/** Pixels → source. Under 24 pixels the mark needs strokes on the grid. */
const SIZES = { 16: 'facet-small.svg', 32: 'facet.svg', 48: 'facet.svg', 128: 'facet.svg' };

const at = (/** @type {string} */ name) => new URL(name, import.meta.url);
const browser = await puppeteer.launch({ executablePath: await ensureBrowser(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  for (const [size, source] of Object.entries(SIZES)) {
    const side = Number(size);
    const svg = await readFile(at(source), 'base64');
    await page.setViewport({ width: side, height: side });
    await page.setContent(
      `<body style="margin:0"><img src="data:image/svg+xml;base64,${svg}" width="${side}" height="${side}" style="display:block">`,
    );
    await writeFile(at(`${size}.png`), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
