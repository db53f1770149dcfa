import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundle } from '../../scripts/chromium/bundle';
import { launch } from '../../scripts/chromium/launch';
import { contains, drawn, faceLabelsOf, overlayOf, type Rect } from '../../scripts/driver/overlay';
import { until } from '../../scripts/driver/until';
import { CORNERS, DENSITIES } from '../../src/badge-style';
import { intersection } from '../../src/box';
import type { OverlayStyle } from '../../src/content/overlay/overlay-style';
import type {} from './overlay-page';

vi.setConfig({ testTimeout: 30_000 });

declare global {
  interface Window {
    told: string[];
  }
}

/** Font faces by every name that a label might use: the page is asked for a file where a letter of theirs is drawn. */
const SPYING_FONTS = [
  'system-ui',
  'sans-serif',
  'emoji',
  'Segoe UI',
  'Roboto',
  'Noto Sans',
  'Noto Color Emoji',
  'Apple Color Emoji',
  'Segoe UI Emoji',
]
  .map((name) => `@font-face{font-family:"${name}";src:url(https://spy.test/${encodeURIComponent(name)})}`)
  .join('');

let browser: Browser;
let script: string;
let page: Page;

beforeAll(async () => {
  script = await bundle(fileURLToPath(new URL('./overlay-page.ts', import.meta.url)));
  browser = await launch({ args: ['--enable-blink-features=CanvasDrawElement'] });
}, 90_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  page = await browser.newPage();
  await page.setViewport({ width: 900, height: 700 });
});
afterEach(() => page.close());

/** A marked part of a 320 × 180 picture; the mark is the only magenta on the page. */
const MARK = { x: 0.35, y: 0.2, width: 0.25, height: 0.3 };

async function show(html: string, parts?: Rect[], style?: Partial<OverlayStyle>): Promise<void> {
  await lay(html);
  await cover(parts, style);
}

/** A page of this HTML, its pictures painted. */
async function lay(html: string): Promise<void> {
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
}

/** Lets the overlay draw faces in these parts of each picture. */
async function cover(parts: Rect[] = [MARK], style: Partial<OverlayStyle> = {}): Promise<void> {
  await page.addScriptTag({ content: script });
  await page.evaluate((boxes, like) => window.overlayProbe.box(boxes, like), parts, style);
  await settle();
}

/** What lies over tiles is looked at within a second, more rarely on a busy machine. */
const WAITING = { timeout: 8_000, interval: 100 };

/** Longer than the overlay may lag behind the page, twice over. */
const settle = () => pause(300);

/** Where the browser itself shows the mark, in a part of the page; before anything of the overlay covers it. */
async function findMagenta(clip: Rect): Promise<Rect> {
  const picture = await page.screenshot({ encoding: 'base64', clip });
  return page.evaluate(
    async (data, { x: left0, y: top0 }) => {
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
      return { x: left0 + box.left, y: top0 + box.top, width: box.right - box.left, height: box.bottom - box.top };
    },
    picture,
    clip,
  );
}

/** A part of the page once two pictures of it are the same: a busy machine draws late. */
async function still(clip: Rect): Promise<string> {
  for (let last = ''; ; await pause(150)) {
    const picture = await page.screenshot({ encoding: 'base64', clip });
    if (picture === last) return picture;
    last = picture;
  }
}

/** How many pixels of two pictures of the same place are more unlike than by rounding. */
function unlike(one: string, other: string): Promise<number> {
  return page.evaluate(
    async (...pictures) => {
      const [a, b] = await Promise.all(
        pictures.map(async (data) => {
          const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      let count = 0;
      for (let i = 0; i < a!.length; i += 4)
        if (Math.max(...[0, 1, 2].map((channel) => Math.abs(a![i + channel]! - b![i + channel]!))) > 40) count++;
      return count;
    },
    one,
    other,
  );
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

describe('faces that were not there before', () => {
  it('get their labels in the next animation frame, however much the page needs its time', async () => {
    await show('<canvas class="source" style="width:800px;height:450px">', []);
    const boxes = [MARK, { ...MARK, x: 0.7 }];
    await page.evaluate(async (parts) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      // By this clock every frame is dear, until it stands still while the overlay rests.
      let now = performance.now() + 1000;
      performance.now = () => {
        now += 20;
        return now;
      };
      await frame();
      await frame();
      performance.now = () => now;
      window.overlayProbe.box(parts);
      await frame();
      await frame();
    }, boxes);
    expect(await faceLabelsOf(page)).toHaveLength(2);
  });
});

describe('a face’s box', () => {
  // By the clock: where other work takes the core in that second, it is asked again.
  it('keeps up with a face that walks through the picture', async () => {
    await show('<canvas class="source" style="width:800px;height:450px">');
    const behind = await page.evaluate(() => window.overlayProbe.follow(2, 2));
    expect(behind.length).toBeGreaterThan(20);
    // Of a face that walks two of its widths a second, gliding to where it was last read is half a width behind.
    const middle = behind.sort((a, b) => a - b)[Math.floor(behind.length / 2)]!;
    expect(Math.abs(middle)).toBeLessThan(0.3);
  });

  const STYLES = [
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
  ];
  const MIRRORED = 'transform:scaleX(-1)';

  it('lies where the browser shows the face, however the page fits, moves or mirrors the picture', async () => {
    const [width, height] = [500, 400];
    const cell = (content: string, style = '') =>
      `<div style="box-sizing:border-box;width:${width}px;height:${height}px;padding:40px;${style}">${content}</div>`;
    const canvas = (style: string) => `<canvas class="source" style="width:400px;height:300px;${style}"></canvas>`;
    const cells = [...STYLES.map((style) => cell(canvas(style))), cell(canvas(''), MIRRORED)];
    await page.setViewport({ width, height: height * cells.length });
    await lay(cells.join(''));
    const marks: Rect[] = [];
    for (const i of cells.keys()) marks.push(await findMagenta({ x: 0, y: i * height, width, height }));
    await cover();
    const boxes = (await overlayOf(page))!.badges.flatMap(({ faces }) => faces).sort((a, b) => a.y - b.y);
    expect(boxes).toHaveLength(cells.length);
    for (const [i, style] of [...STYLES, `an ancestor with ${MIRRORED}`].entries()) {
      const [mark, box] = [marks[i]!, boxes[i]!];
      for (const side of ['x', 'y', 'width', 'height'] as const)
        expect(Math.abs(box[side] - mark[side]), `${style}, ${side}: ${JSON.stringify({ box, mark })}`).toBeLessThan(2);
    }
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
    expect(await faceLabelsOf(page)).toEqual([
      'Room · 1, appears happy, 90\u00a0%',
      'Room · 2, appears happy, 90\u00a0%',
    ]);
  });

  it.each([362, 240, 160, 100])('covers no other and no face, two and three faces in %i px', async (width) => {
    const parts = [
      { x: 0.1, y: 0.2, width: 0.2, height: 0.45 },
      { x: 0.4, y: 0.3, width: 0.2, height: 0.45 },
      { x: 0.7, y: 0.2, width: 0.2, height: 0.45 },
    ];
    for (const faces of [parts.slice(0, 2), parts]) {
      const tile = `<canvas class="source" style="width:${width}px;height:${width * 0.5625}px"></canvas>`;
      await show(`<div style="display:flex">${tile}${tile}</div>`, faces);
      const { labels, boxes } = await drawn(page);
      expect(boxes).toHaveLength(2 * faces.length);
      expect(labels).toHaveLength(2 * faces.length);
      for (const [i, label] of labels.entries()) {
        for (const other of [...labels.slice(i + 1), ...boxes]) expect(intersection(label, other)).toBeNull();
      }
      await page.reload();
    }
  });
});

describe('what the user wants it to look like', () => {
  const PARTS = [
    { x: 0.06, y: 0.3, width: 0.16, height: 0.4 },
    { x: 0.42, y: 0.3, width: 0.16, height: 0.4 },
    { x: 0.78, y: 0.3, width: 0.16, height: 0.4 },
  ];
  const tile = (width: number) =>
    `<canvas class="source" style="width:${width}px;height:${width * 0.5625}px"></canvas>`;

  it.each(DENSITIES)('covers no other and no face, in tiles of any width and in any size: %s', async (density) => {
    for (const width of [440, 220, 110]) {
      for (const badgeSize of ['small', 'large'] as const) {
        await show(`<div style="display:flex">${tile(width)}${tile(width)}</div>`, PARTS, { density, badgeSize });
        const { labels, boxes } = await drawn(page);
        expect(boxes, `${width} px`).toHaveLength(density === 'dot' ? 0 : 6);
        if (width > 220 || badgeSize === 'small') expect(labels, `${width} px, ${badgeSize}`).toHaveLength(6);
        for (const [i, label] of labels.entries())
          for (const other of [...labels.slice(i + 1), ...boxes]) expect(intersection(label, other)).toBeNull();
        await page.reload();
      }
    }
  });

  it('says more the denser it is, in the size that is wanted', async () => {
    const sizeOf = async (style: Partial<OverlayStyle>) => {
      await show(tile(440), [MARK], style);
      const [label] = (await drawn(page)).labels;
      await page.reload();
      return label!;
    };
    const dot = await sizeOf({ density: 'dot' });
    const badge = await sizeOf({});
    const bars = await sizeOf({ density: 'bars' });
    const large = await sizeOf({ badgeSize: 'large' });
    expect(dot.width).toBe(dot.height);
    expect(badge.width).toBeGreaterThan(2 * dot.width);
    expect(bars.height).toBeGreaterThan(2 * badge.height);
    expect(large.height / badge.height).toBeCloseTo(1.4, 1);
  });

  it.each(CORNERS)('stands in the corner that is wanted: %s', async (corner) => {
    await show(`<div style="padding:40px">${tile(440)}</div>`, [MARK], { corner });
    const [label] = (await drawn(page)).labels;
    const middle = { x: label!.x + label!.width / 2 - 40 - 220, y: label!.y + label!.height / 2 - 40 - 124 };
    expect([middle.y > 0 ? 'bottom' : 'top', middle.x > 0 ? 'right' : 'left'].join(' ')).toBe(corner);
    const far = { x: Math.abs(middle.x) + label!.width / 2, y: Math.abs(middle.y) + label!.height / 2 };
    expect(220 - far.x).toBeLessThan(9);
    expect(124 - far.y).toBeLessThan(9);
  });

  it('is calm before a mirror: a word, no box', async () => {
    await show(tile(440), [MARK], { isCalm: true });
    const calm = await drawn(page);
    await page.reload();
    await show(tile(440), [MARK]);
    const usual = await drawn(page);
    expect([calm.boxes.length, usual.boxes.length]).toEqual([0, 1]);
    expect(calm.labels[0]!.width).toBeLessThan(0.8 * usual.labels[0]!.width);
  });

  it('changes at once, and back', async () => {
    await show(tile(440), [MARK]);
    const before = await drawn(page);
    await page.evaluate((parts) => window.overlayProbe.box(parts, { density: 'dot' }), [MARK]);
    await settle();
    expect((await drawn(page)).boxes).toEqual([]);
    await page.evaluate((parts) => window.overlayProbe.box(parts), [MARK]);
    await settle();
    expect(await drawn(page)).toEqual(before);
  });
});

describe('what the page lays over a tile', () => {
  const TILES = `<div class="row" style="display:flex;gap:20px;padding:30px 20px">
    <canvas class="source" style="width:400px;height:225px"></canvas>
    <canvas class="source" style="width:400px;height:225px"></canvas></div>`;
  /** Over the whole of the first tile. */
  const OVER = 'box-sizing:border-box;position:fixed;left:0;top:0;width:430px;height:300px;';
  const shown = async () => {
    const { labels, boxes } = await drawn(page);
    return [labels.length, boxes.length];
  };

  it.each([
    ['a fixed panel', `<div style="${OVER}background:#fff">Chat</div>`],
    [
      'one in a shadow root',
      `<x-panel><template shadowrootmode="open"><div style="${OVER}background:#fff"></div></template></x-panel>`,
    ],
    [
      'one of a ground drawn by a pseudo-element',
      `<style>.p{${OVER}}.p::before{content:"";position:absolute;inset:0;background:#eee}</style><div class="p"></div>`,
    ],
    ['one that blurs', `<div style="${OVER}background:rgb(255 255 255 / .2);backdrop-filter:blur(8px)"></div>`],
    ['a picture', `<svg style="${OVER}"><rect width="430" height="300" fill="#ddd"/></svg>`],
    ['a popover', `<div popover="manual" class="open" style="${OVER}margin:0;background:#fff">Menu</div>`],
    ['a dialog', `<dialog class="open" style="${OVER}margin:0;max-width:none;background:#fff">Settings</dialog>`],
  ])('%s hides what it covers, and only that', async (_, html) => {
    await show(
      `${TILES}${html.replace('<x-panel><template shadowrootmode="open">', '<x-panel>').replace('</template>', '')}`,
    );
    await page.evaluate(() => {
      for (const host of document.querySelectorAll('x-panel'))
        host.attachShadow({ mode: 'open' }).append(...host.children);
      document.querySelector<HTMLElement>('div.open')?.showPopover();
      document.querySelector<HTMLDialogElement>('dialog.open')?.showModal();
    });
    await vi.waitFor(async () => expect(await shown()).toEqual([1, 1]), WAITING);
    await page.evaluate(() => {
      for (const node of document.querySelectorAll('body > :not(.row)')) node.remove();
    });
    await vi.waitFor(async () => expect(await shown()).toEqual([2, 2]), WAITING);
  });

  it.each([
    ['catches clicks', `<div style="position:fixed;inset:0"></div>`],
    [
      'catches clicks and holds controls',
      `<div style="position:fixed;inset:0"><div style="position:absolute;left:0;right:0;bottom:0;height:60px;background:#000"></div></div>`,
    ],
    ['is invisible', `<div style="position:fixed;inset:0;background:#fff;opacity:0"></div>`],
    [
      'shades a little',
      `<div style="position:fixed;inset:0;background:linear-gradient(rgb(0 0 0 / 0), rgb(0 0 0 / .6))"></div>`,
    ],
    ['is an empty canvas', `<canvas width="900" height="700" style="position:fixed;inset:0"></canvas>`],
    [
      'lies below',
      `<style>.source{pointer-events:none;position:relative}</style><div style="position:fixed;inset:0;z-index:-1;background:#eee"></div>`,
    ],
  ])('a layer that %s hides nothing', async (_, html) => {
    await show(`${TILES}${html}`);
    await settle();
    expect(await shown()).toEqual([2, 2]);
  });

  it('hides the box that it covers in part, and leaves the label that it does not', async () => {
    await show(
      `${TILES}<div style="position:fixed;left:200px;top:60px;width:160px;height:150px;background:#fff"></div>`,
    );
    await settle();
    expect(await shown()).toEqual([2, 1]);
  });

  it('hides nothing of a tile that is in the dialog itself', async () => {
    await show(
      `<dialog style="padding:0;border:0"><canvas class="source" style="width:400px;height:225px"></canvas></dialog>`,
    );
    await page.evaluate(() => document.querySelector('dialog')!.showModal());
    await settle();
    // Above the dialog, which is what it is in.
    const isDrawn = async () => (await darkness((await overlayOf(page))!.badges[0]!.label)) > 0.5;
    await until(isDrawn, { timeout: WAITING.timeout });
    expect(await shown()).toEqual([1, 1]);
  });

  it('of several videos shows one in full screen alone', async () => {
    await show(TILES);
    await page.evaluate(() =>
      document
        .querySelector('.source')!
        .addEventListener('click', ({ target }) => (target as Element).requestFullscreen()),
    );
    await page.mouse.click(200, 100);
    await page.waitForFunction(() => document.fullscreenElement !== null);
    // The window takes its time to grow.
    const isAlone = async () => (await shown()).every((count) => count === 1);
    await until(isAlone, { otherwise: async () => (await shown()).join() });
    await settle();
    expect(await shown()).toEqual([1, 1]);
    const { badges } = (await overlayOf(page))!;
    expect(badges[0]!.label.x).toBeLessThan(100);
  });
});

describe('the page below', () => {
  /** The line, in the middle of the window's upper edge. */
  const LINE = { x: 360, y: 0, width: 180, height: 20 };

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
      const host = document.querySelector('html > [popover="manual"]')!;
      return { shows: host.checkVisibility(), root: host.shadowRoot };
    });
    expect(seen).toEqual({ shows: true, root: null });
  });

  const COVERING = `content: "" !important; display: block !important; position: fixed !important; inset: 0 !important;
    background: #fff !important; z-index: 2147483647 !important`;
  const EVERYTHING = `display: block !important; visibility: visible !important; opacity: 1 !important; clip-path: none !important;
    filter: none !important; transform: none !important; translate: none !important; scale: none !important; zoom: 1 !important`;
  it('shows line, badge and box the same, whatever the page’s styles say of all that there is', async () => {
    const styles = {
      'from right to left': 'html, body { direction: rtl !important }',
      'from top to bottom and right to left': 'html { writing-mode: vertical-rl; direction: rtl }',
      'every text turned': '* { unicode-bidi: bidi-override !important; direction: rtl !important }',
      'something before and after every part': `html > :not(body)::before, html > :not(body)::after { ${COVERING} }`,
      'hidden and moved': `* { display: none !important; visibility: hidden !important; opacity: 0 !important;
          clip-path: circle(0) !important; filter: opacity(0) !important; transform: translateX(-9999px) !important;
          translate: 5000px !important; scale: 0 !important; zoom: .01 !important }
        html, body, main, .tile, .source { ${EVERYTHING} }`,
      'slowly coming up': `html > div { transition: all 9999s !important }
        @starting-style { html > div { opacity: 0 !important; translate: 5000px !important } }`,
      'what our own properties may hold':
        '@property --color { syntax: "<length>"; inherits: false; initial-value: 0px }',
      'a small container': 'html { container: page / size; width: 10px }',
    };
    await show(
      `<main style="position:fixed;left:60px;top:120px;direction:ltr;writing-mode:horizontal-tb">${TILE}</main>`,
    );
    const picture = async () => {
      // Put back, made and drawn anew.
      await page.evaluate(
        (boxes) => {
          document.querySelector<HTMLElement>('html > [popover="manual"]')!.hidePopover();
          window.overlayProbe.say('busy');
          window.overlayProbe.box(boxes);
        },
        [MARK],
      );
      await settle();
      const { badges } = (await overlayOf(page))!;
      const { label, faces } = badges[0]!;
      return { label, faces, pixels: await still({ x: 0, y: 0, width: 900, height: 400 }) };
    };
    const before = await picture();
    for (const [name, css] of Object.entries(styles)) {
      const style = await page.addStyleTag({ content: css });
      const after = await picture();
      expect({ label: after.label, faces: after.faces }, name).toEqual({ label: before.label, faces: before.faces });
      expect(await unlike(before.pixels, after.pixels), name).toBeLessThan(20);
      await style.evaluate((element) => (element as Element).remove());
    }
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

  it('learns nothing of what the overlay says', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await show(`<style>${SPYING_FONTS}</style><p>hello</p>${TILE}`);
    await page.evaluate(() => {
      window.told = [];
      const tell = (list: PerformanceObserverEntryList) => {
        for (const entry of list.getEntries()) window.told.push(JSON.stringify(entry));
      };
      for (const type of ['layout-shift', 'largest-contentful-paint']) new PerformanceObserver(tell).observe({ type });
      const hear = (event: Event) => window.told.push(event.type);
      for (const moves of ['transition', 'animation'])
        for (const what of ['run', 'start', 'iteration', 'end', 'cancel']) addEventListener(moves + what, hear, true);
    });
    await page.evaluate(() => window.overlayProbe.say('busy'));
    await settle();
    for (const part of [MARK, { x: 0.6, y: 0.5, width: 0.2, height: 0.3 }]) {
      await page.evaluate((one) => window.overlayProbe.box([one]), part);
      await settle();
    }
    await settle();
    const learned = await page.evaluate(() => {
      const host = document.querySelector<HTMLElement>('html > [popover="manual"]')!;
      const attempt = (work: () => unknown) => {
        try {
          return work() ?? null;
        } catch (error) {
          return (error as Error).name;
        }
      };
      document.execCommand('selectAll');
      const { x, y } = { x: 30, y: 60 };
      return {
        internals: attempt(() => host.attachInternals().shadowRoot),
        root: attempt(() => host.attachShadow({ mode: 'open' })),
        isCustom: host.localName.includes('-') || host.hasAttribute('is'),
        text: [host.innerText, host.textContent, host.getHTML({ serializableShadowRoots: true })].join(''),
        copy: (host.cloneNode(true) as HTMLElement).shadowRoot,
        found: ['happy', 'Facet', '90'].filter((text) =>
          (window as unknown as { find(text: string): boolean }).find(text),
        ),
        selected: getSelection()!.toString().trim(),
        animations: document.getAnimations().length + host.getAnimations({ subtree: true }).length,
        hit: document.elementsFromPoint(x, y).includes(host),
        size: [host.scrollWidth - host.clientWidth, host.scrollHeight - host.clientHeight],
        fonts: [...document.fonts].filter(({ status }) => status !== 'unloaded').map(({ family }) => family),
        told: window.told,
      };
    });
    expect(learned).toEqual({
      internals: 'NotSupportedError',
      root: 'NotSupportedError',
      isCustom: false,
      text: '',
      copy: null,
      found: [],
      selected: 'hello',
      animations: 0,
      hit: false,
      size: [0, 0],
      fonts: [],
      told: [],
    });
    expect(asked.filter((url) => url.includes('spy'))).toEqual([]);
  });

  it('draws nothing of the overlay on a canvas of its own', async ({ skip }) => {
    await show(TILE);
    const found = await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d') as CanvasRenderingContext2D & {
        drawElementImage?: (element: Element, x: number, y: number) => void;
      };
      if (!context.drawElementImage) return null;
      canvas.setAttribute('layoutsubtree', '');
      [canvas.width, canvas.height] = [900, 700];
      document.body.append(canvas);
      /** Pixels of a child that the page can draw, once it was laid out and painted there. */
      const pixelsOf = async (child: Element) => {
        for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
        context.clearRect(0, 0, 900, 700);
        try {
          context.drawElementImage!(child, 0, 0);
        } catch {
          return 0;
        }
        const { data } = context.getImageData(0, 0, 900, 700);
        return data.filter((value, i) => i % 4 === 3 && value > 0).length;
      };
      const own = document.createElement('div');
      own.textContent = 'of the page';
      canvas.append(own);
      const ofPage = await pixelsOf(own);
      const host = document.querySelector<HTMLElement>('html > [popover="manual"]')!;
      const attacks: (() => void)[] = [
        () => canvas.append(host),
        () => host.showPopover(),
        () => document.implementation.createHTMLDocument().body.append(host),
        () => canvas.append(host),
        () => host.showPopover(),
      ];
      const ofOverlay: number[] = [];
      for (const attack of attacks) {
        attack();
        ofOverlay.push(await pixelsOf(host));
      }
      host.remove();
      document.documentElement.remove();
      document.append(canvas);
      window.overlayProbe.box([{ x: 0.3, y: 0.2, width: 0.2, height: 0.3 }]);
      return { ofPage: ofPage > 0, ofOverlay, asRoot: [canvas.childElementCount, await pixelsOf(host)] };
    });
    // An experiment of Chrome's, with pages that take part in it.
    if (!found) return skip();
    expect(found).toEqual({ ofPage: true, ofOverlay: [0, 0, 0, 0, 0], asRoot: [1, 0] });
  });

  it('does not feel where badges lie by what they cover', async () => {
    const probes = Array.from({ length: 40 }, (_, i) => `<i style="left:${i * 20}px"></i>`).join('');
    await show(`<style>i{position:absolute;top:0;width:2px;height:300px}</style>${TILE}${probes}`);
    const covered = await page.evaluate(
      () =>
        new Promise<boolean[]>((resolve) => {
          const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
          const observer = new IntersectionObserver(
            (entries) => resolve(entries.map((entry) => (entry as unknown as { isVisible: boolean }).isVisible)),
            options,
          );
          for (const probe of document.querySelectorAll('i')) observer.observe(probe);
        }),
    );
    expect(covered).toHaveLength(40);
    expect(new Set(covered).size).toBe(1);
  });

  it('gets back what it took away, moved or changed', async () => {
    await show(TILE);
    const attacks = [
      () => document.querySelector('html > [popover="manual"]')!.remove(),
      () => document.body.append(document.querySelector('html > [popover="manual"]')!),
      () => document.querySelector<HTMLElement>('html > [popover="manual"]')!.hidePopover(),
      () =>
        document
          .querySelector<HTMLElement>('html > [popover="manual"]')!
          .style.setProperty('opacity', '0', 'important'),
      () => document.querySelector('html > [popover="manual"]')!.removeAttribute('style'),
      // What a root adopted is lost on the way through another document.
      () => {
        const host = document.querySelector<HTMLElement>('html > [popover="manual"]')!;
        document.implementation.createHTMLDocument().body.append(host);
        document.documentElement.append(host);
        host.showPopover();
      },
      () => {
        const host = document.querySelector<HTMLElement>('html > [popover="manual"]')!;
        for (const name of ['inert', 'aria-hidden', 'hidden']) host.setAttribute(name, 'true');
      },
      () => {
        const hide = ({ target }: Event) => (target as Element).remove();
        addEventListener('beforetoggle', hide, { capture: true, once: true });
        document.querySelector<HTMLElement>('html > [popover="manual"]')!.hidePopover();
      },
    ];
    for (const attack of attacks) {
      await page.evaluate(attack);
      await page.evaluate((boxes) => window.overlayProbe.box(boxes), [MARK]);
      await settle();
      const { badges } = (await overlayOf(page))!;
      expect(await darkness(badges[0]!.label), String(attack)).toBeGreaterThan(0.5);
      const attributes = await page.evaluate(() =>
        document.querySelector('html > [popover="manual"]')!.getAttributeNames().sort(),
      );
      expect(attributes, String(attack)).toEqual(['popover', 'style']);
    }
  });

  it('shows the same line where it is zoomed by its own styles', async () => {
    // Nothing but white lies below the line.
    await show(`<div style="padding-top:100px">${TILE}</div>`);
    const before = await still(LINE);
    await page.addStyleTag({ content: 'html { zoom: .7 }' });
    await page.evaluate((boxes) => window.overlayProbe.box(boxes), [MARK]);
    await settle();
    expect((await still(LINE)) === before).toBe(true);
  });

  it.each([
    ['takes clicks', ''],
    ['lets clicks through', 'pointer-events: none;'],
  ])('gets the line on top again over what comes up later and %s', async (_, css) => {
    await show(
      `${TILE}<div class="over" popover="manual" style="${css}inset:0;margin:0;border:0;width:100vw;height:100vh;background:#fff"></div>`,
    );
    await page.evaluate(() => document.querySelector<HTMLElement>('.over')!.showPopover());
    expect(await darkness(LINE)).toBe(0);
    await until(
      async () => {
        await page.evaluate((boxes) => window.overlayProbe.box(boxes), [MARK]);
        return (await darkness(LINE)) > 0.5;
      },
      { timeout: 5_000, otherwise: async () => 'The line stays covered.' },
    );
  });

  it('does not hide the line by what comes up anew again and again', async () => {
    await show(
      `${TILE}<div class="over" popover="manual" style="inset:0;margin:0;border:0;width:100vw;height:100vh;background:#fff"></div>`,
    );
    await page.evaluate(() => {
      const over = document.querySelector<HTMLElement>('.over')!;
      setInterval(() => {
        over.hidePopover();
        over.showPopover();
      }, 30);
    });
    await until(
      async () => {
        await page.evaluate((boxes) => window.overlayProbe.box(boxes), [MARK]);
        return page.evaluate(() => window.overlayProbe.isHidden());
      },
      { timeout: 10_000, otherwise: async () => 'Nobody noticed.' },
    );
  });

  it('is left without a node of it at the end', async () => {
    await show(TILE);
    await page.evaluate(() => window.overlayProbe.end());
    expect(await overlayOf(page)).toBeNull();
  });
});
