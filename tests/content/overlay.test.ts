import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundle } from '../browser/bundle';
import { launch } from '../browser/launch';
import { contains, overlayOf, type Rect } from '../browser/overlay';
import type {} from './overlay-page';

vi.setConfig({ testTimeout: 30_000 });

let browser: Browser;
let script: string;
let page: Page;

beforeAll(async () => {
  script = await bundle(fileURLToPath(new URL('./overlay-page.ts', import.meta.url)));
  browser = await launch();
}, 90_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  page = await browser.newPage();
  await page.setViewport({ width: 900, height: 700 });
});
afterEach(() => page.close());

/** A marked part of a 320 × 180 picture; the mark is the only magenta on the page. */
const MARK = { x: 0.35, y: 0.2, width: 0.25, height: 0.3 };

async function show(html: string, parts: Rect[] = [MARK]): Promise<void> {
  await page.setContent(`<!doctype html><style>body{margin:0;background:#fff}canvas{display:block}</style>${html}`);
  await page.evaluate((mark) => {
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.source')) {
      [canvas.width, canvas.height] = [320, 180];
      const context = canvas.getContext('2d')!;
      context.fillStyle = '#063';
      context.fillRect(0, 0, 320, 180);
      context.fillStyle = '#f0f';
      context.fillRect(mark.x * 320, mark.y * 180, mark.width * 320, mark.height * 180);
    }
  }, MARK);
  await page.addScriptTag({ content: script });
  // Before anything of the overlay covers it.
  magenta = await findMagenta();
  await page.evaluate((boxes) => window.overlayProbe.box(boxes), parts);
  await settle();
}

let magenta: Rect;

/** Longer than the overlay may lag behind the page, twice over. */
const settle = () => pause(300);

/** Where the browser itself shows the mark. */
async function findMagenta(): Promise<Rect> {
  const picture = await page.screenshot({ encoding: 'base64' });
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data: rgba } = context.getImageData(0, 0, image.width, image.height);
    const box = { left: Infinity, top: Infinity, right: -1, bottom: -1 };
    for (let i = 0; i < rgba.length; i += 4) {
      if (rgba[i]! < 200 || rgba[i + 1]! > 60 || rgba[i + 2]! < 200) continue;
      const [x, y] = [(i / 4) % image.width, Math.floor(i / 4 / image.width)];
      box.left = Math.min(box.left, x);
      box.top = Math.min(box.top, y);
      box.right = Math.max(box.right, x + 1);
      box.bottom = Math.max(box.bottom, y + 1);
    }
    return { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
  }, picture);
}

/** Share of dark pixels in a part of the page, as a badge has and these pages do not. */
async function darkness(clip: Rect): Promise<number> {
  const picture = await page.screenshot({ encoding: 'base64', clip });
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data: rgba } = context.getImageData(0, 0, image.width, image.height);
    let dark = 0;
    for (let i = 0; i < rgba.length; i += 4) if (Math.max(rgba[i]!, rgba[i + 1]!, rgba[i + 2]!) < 90) dark++;
    return dark / (rgba.length / 4);
  }, picture);
}

describe('a face’s box', () => {
  it.each([
    'object-fit:fill',
    'object-fit:contain',
    'object-fit:cover',
    'object-fit:cover;object-position:20% 80%',
    'object-fit:contain;object-position:right 10px bottom',
    'object-fit:none;object-position:5px 7px',
    'object-fit:scale-down',
    'object-fit:cover;object-position:0 0;transform:scaleX(-1)',
    'object-fit:contain;scale:-1 1',
    'object-fit:contain;transform:rotateY(180deg)',
    'object-fit:cover;padding:12px 30px 5px 8px;border:6px solid #ccc',
    'object-fit:contain;transform:scale(.7)',
    'object-fit:contain;transform:rotate(180deg)',
  ])('lies where the browser shows the face: %s', async (style) => {
    await show(
      `<div style="padding:40px"><canvas class="source" style="width:400px;height:300px;${style}"></canvas></div>`,
    );
    const box = (await overlayOf(page))!.badges[0]!.faces[0]!;
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs(box[side] - magenta[side]), `${side} of ${JSON.stringify({ box, magenta })}`).toBeLessThan(2);
    }
  });

  it('is mirrored by an ancestor too', async () => {
    await show(
      '<div style="transform:scaleX(-1);width:500px"><canvas class="source" style="width:400px;height:225px"></canvas></div>',
    );
    const box = (await overlayOf(page))!.badges[0]!.faces[0]!;
    expect(Math.abs(box.x - magenta.x)).toBeLessThan(2);
  });

  it('follows a tile that moves', async () => {
    await show('<canvas class="source" style="position:absolute;left:20px;width:320px;height:180px"></canvas>');
    await page.evaluate(() => document.querySelector<HTMLElement>('.source')!.style.setProperty('left', '420px'));
    await settle();
    const box = (await overlayOf(page))!.badges[0]!.faces[0]!;
    expect(box.x).toBeCloseTo(420 + MARK.x * 320, 0);
  });
});

describe('a badge', () => {
  it('stays within the part of its tile that shows', async () => {
    await show(`<div style="overflow:hidden;width:300px;height:200px;margin:50px">
      <canvas class="source" style="width:600px;height:340px;margin:-60px 0 0 -80px"></canvas></div>`);
    const { label } = (await overlayOf(page))!.badges[0]!;
    expect(contains({ x: 50, y: 50, width: 300, height: 200 }, label)).toBe(true);
  });

  it('goes with a tile that is scrolled away', async () => {
    await show(`<div style="overflow:auto;width:300px;height:200px"><div style="height:500px"></div>
      <canvas class="source" style="width:300px;height:180px"></canvas></div>`);
    expect((await overlayOf(page))!.badges).toEqual([]);
  });

  it('stands at each of several faces, named and within the tile', async () => {
    const parts = [
      { x: 0.02, y: 0.01, width: 0.3, height: 0.6 },
      { x: 0.7, y: 0.3, width: 0.28, height: 0.6 },
    ];
    await show('<canvas class="source" style="width:420px;height:236px"></canvas>', parts);
    const session = await page.createCDPSession();
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const titles: string[] = [];
    const boxes: Rect[] = [];
    const walk = async (node: typeof root): Promise<void> => {
      const at = node.attributes ?? [];
      const value = (name: string) => at[at.findIndex((text, i) => i % 2 === 0 && text === name) + 1];
      if (at.includes('aria-label') && value('aria-label')!.startsWith('Room')) {
        titles.push(value('aria-label')!);
        const { model } = await session.send('DOM.getBoxModel', { backendNodeId: node.backendNodeId });
        const [x = 0, y = 0, , , right = 0, bottom = 0] = model.border;
        boxes.push({ x, y, width: right - x, height: bottom - y });
      }
      for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) await walk(child);
    };
    await walk(root);
    expect(titles).toEqual(['Room · 1, appears happy, 90\u00a0%', 'Room · 2, appears happy, 90\u00a0%']);
    for (const box of boxes) expect(contains({ x: 0, y: 0, width: 420, height: 236 }, box)).toBe(true);
  });
});

describe('the page below', () => {
  const TILE =
    '<button class="tile" style="padding:0;border:0"><canvas class="source" style="width:400px;height:225px"></canvas></button>';

  it('gets every click', async () => {
    await show(TILE);
    const hit = await page.evaluate(() => document.elementFromPoint(20, 20)?.className);
    expect(hit).toBe('source');
  });

  it('cannot style the overlay away, nor see into it', async () => {
    await show(
      `<style>* { display: none !important; opacity: 0 !important } html,body,canvas,.tile{display:block !important}</style>${TILE}`,
    );
    const seen = await page.evaluate(() => {
      const host = document.documentElement.lastElementChild!;
      return { shows: host.checkVisibility(), root: host.shadowRoot };
    });
    expect(seen).toEqual({ shows: true, root: null });
  });

  it('goes full screen below it', async () => {
    await show(TILE);
    await page.evaluate(() =>
      document
        .querySelector('.tile')!
        .addEventListener('click', (event) => (event.currentTarget as Element).requestFullscreen()),
    );
    await page.mouse.click(200, 100);
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await settle();
    const screen = await page.evaluate(() => ({ x: 0, y: 0, width: innerWidth, height: innerHeight }));
    const { badges } = (await overlayOf(page))!;
    expect(contains(screen, badges[0]!.label)).toBe(true);
    expect(await darkness(badges[0]!.label)).toBeGreaterThan(0.5);
  });

  it('is left without a node of it at the end', async () => {
    await show(TILE);
    await page.evaluate(() => window.overlayProbe.end());
    expect(await overlayOf(page)).toBeNull();
  });
});
