import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundle } from '../../scripts/chromium/bundle';
import { launch } from '../../scripts/chromium/launch';
import { until } from '../../scripts/driver/until';
import type { SeenFrame } from './frames-page';

let browser: Browser;
let script: string;
let page: Page;

beforeAll(async () => {
  script = await bundle(fileURLToPath(new URL('./frames-page.ts', import.meta.url)));
  browser = await launch();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  page = await browser.newPage();
  await page.setContent('<!doctype html>');
  await page.addScriptTag({ content: script });
});
afterEach(() => page.close());

const take = (maxSide = 320, most?: number) =>
  page.evaluate((...args) => window.framesProbe.take(...args), maxSide, most);
const camera = () => page.evaluate(() => window.framesProbe.cameras()[0]);
const mark = (id: string, what: string) =>
  page.evaluate((i, w) => document.getElementById(i)!.setAttribute(`data-${w}`, '1'), id, what);

describe('frames of a video', () => {
  beforeEach(() =>
    page.evaluate(async () => {
      await window.framesProbe.video('v');
      window.framesProbe.tile('v');
    }),
  );

  it('are sent as they are while small, again and again', async () => {
    for (let round = 0; round < 3; round++) {
      const [frame] = await take(480);
      expect(frame).toMatchObject({ id: 'p0', size: '640x360', raw: true });
      const [red, green, blue] = frame!.middle;
      expect(red).toBeLessThan(30);
      expect(green! + blue!, 'green or blue at the border of the two').toBeGreaterThan(150);
      // A picture at rest, as on a loaded machine, is taken four times a second.
      await pause(300);
    }
  });

  it('are thinned out where four bytes a pixel are many', async () => {
    const [frame] = await take(200);
    expect(frame).toMatchObject({ id: 'p0', size: '213x120', raw: true });
    const [red, green, blue] = frame!.middle;
    expect(red).toBeLessThan(30);
    expect(Math.max(green!, blue!), 'green or blue').toBeGreaterThan(90);
  });

  it('are resized with their shape kept where they are large, and never enlarged', async () => {
    await page.evaluate(async () => {
      await window.framesProbe.video('large', 2);
      window.framesProbe.tile('large');
    });
    const large = (frames: readonly SeenFrame[]) => frames.find(({ id }) => id === 'p1');
    expect(large(await take(320))).toMatchObject({ size: '320x180', raw: false });
    await pause(200);
    expect(large(await take(2000))).toMatchObject({ size: '1280x720' });
  });

  it('are taken once', async () => {
    await mark('v-canvas', 'still');
    await pause(300);
    expect(await take()).toHaveLength(1);
    expect(await take()).toEqual([]);
  });

  it('end with the picture, whatever the track says', async () => {
    await take();
    await mark('v-canvas', 'still');
    await until(async () => (await take()) && (await camera()) === 'still', { timeout: 4500 });
    expect(
      await page.evaluate(
        () => (document.querySelector('video')!.srcObject as MediaStream).getVideoTracks()[0]!.readyState,
      ),
    ).toBe('live');
  });

  it('go on at one frame a second', async () => {
    await mark('v-canvas', 'slow');
    const seen = new Set<string | undefined>();
    let taken = 0;
    for (const end = Date.now() + 5000; Date.now() < end; ) {
      taken += (await take()).length;
      seen.add(await camera());
      await pause(125);
    }
    expect([...seen]).toEqual(['on']);
    expect(taken).toBeGreaterThanOrEqual(4);
  });

  const picture = (style: string) =>
    `<svg style="position:absolute;left:80px;top:45px;${style}" width="160" height="90"><rect width="160" height="90"/></svg>`;
  it.each([
    ['an avatar', picture('')],
    ['an avatar that lets clicks through', picture('pointer-events:none')],
    ['a coloured ground', '<p style="position:absolute;inset:0;margin:0;background:#456">AL</p>'],
  ])('end with the camera where %s comes before the picture', async (_, html) => {
    const stage = (before: string, after: string) =>
      page.evaluate(
        ([first, last]) => {
          const video = document.querySelector('video')!;
          const tile = document.querySelector('.tile') ?? document.createElement('div');
          tile.className = 'tile';
          tile.setAttribute('style', 'position:relative;width:320px;height:180px');
          if (!video.closest('.tile')) video.before(tile);
          if (video.parentElement !== tile) tile.append(video);
          video.setAttribute('style', 'position:relative;display:block;width:320px;height:180px');
          for (const node of [...tile.children]) if (node !== video) node.remove();
          video.insertAdjacentHTML('beforebegin', first);
          video.insertAdjacentHTML('afterend', last);
        },
        [before, after] as const,
      );
    const look = async () => {
      await take();
      await page.evaluate(() => window.framesProbe.noteScan());
      return camera();
    };
    await stage('', html);
    await take();
    await pause(300);
    expect(await look(), 'while new pictures come').toBe('on');
    await mark('v-canvas', 'still');
    await until(async () => (await look()) === 'off', { timeout: 2000 });
    // Behind the picture it hides nothing.
    await stage(html, '');
    await until(async () => (await look()) === 'still', { timeout: 4500 });
  });

  it('end at once when the video is hidden', async () => {
    await take();
    await page.evaluate(() => document.querySelector('video')!.style.setProperty('visibility', 'hidden'));
    expect(await take()).toEqual([]);
    expect(await camera()).toBe('off');
  });

  it('end when the picture goes black, and come back with it', async () => {
    await take();
    await mark('v-canvas', 'black');
    await until(async () => (await take()).length === 0 && (await camera()) === 'off', { timeout: 2500 });
    await page.evaluate(() => document.getElementById('v-canvas')!.removeAttribute('data-black'));
    await until(async () => (await take()).length === 1 && (await camera()) === 'on', { timeout: 2500 });
  });
});

describe('frames of a shared canvas', () => {
  it('are each tile’s part', async () => {
    await page.evaluate(() => {
      window.framesProbe.canvas('c');
      window.framesProbe.tile('c', { x: 0, y: 0, width: 0.5, height: 0.5 });
      window.framesProbe.tile('c', { x: 0.5, y: 0, width: 0.5, height: 1 });
    });
    await pause(100);
    const [left, right] = await take(160);
    expect(left).toMatchObject({ size: '160x90', middle: [0, expect.any(Number), 0] });
    expect(right).toMatchObject({ size: '142x160', middle: [0, 0, expect.any(Number)] });
    expect(left!.middle[1]).toBeGreaterThan(150);
    expect(right!.middle[2]).toBeGreaterThan(150);
  });

  it('are only taken when their part has changed', async () => {
    await page.evaluate(() => {
      window.framesProbe.canvas('c');
      window.framesProbe.tile('c', { x: 0, y: 0, width: 0.5, height: 1 });
    });
    await pause(100);
    expect(await take()).toHaveLength(1);
    await mark('c', 'still');
    await pause(100);
    await take();
    expect(await take()).toEqual([]);
    await until(async () => (await take()) && (await camera()) === 'still', { timeout: 4500 });
  });

  it('end with a canvas that is cleared, as of a camera that went off', async () => {
    await page.evaluate(() => {
      window.framesProbe.canvas('c');
      window.framesProbe.tile('c', { x: 0, y: 0, width: 0.5, height: 1 });
    });
    await take();
    await mark('c', 'black');
    await until(async () => (await take()) && (await camera()) === 'off', { timeout: 3500 });
  });
});

describe('a picture that the browser keeps from the page', () => {
  it('keeps nobody else’s from being taken, and is told of', async () => {
    await page.setRequestInterception(true);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    page.on('request', (request) => void request.respond({ contentType: 'image/svg+xml', body: svg }));
    await page.evaluate(async () => {
      window.framesProbe.canvas('stranger');
      window.framesProbe.canvas('other');
      await window.framesProbe.video('v');
      for (const id of ['stranger', 'other', 'v']) window.framesProbe.tile(id);
      await window.framesProbe.taint('stranger', 'https://elsewhere.test/picture.svg');
    });
    for (let round = 0; round < 3; round++) {
      await pause(300);
      expect((await take()).map(({ id }) => id)).toEqual(['p1', 'p2']);
      expect(await page.evaluate(() => window.framesProbe.failure())).toBe('SecurityError');
    }
    await page.evaluate(() => {
      const canvas = document.getElementById('stranger') as HTMLCanvasElement;
      canvas.width = 640;
    });
    await pause(300);
    expect((await take()).map(({ id }) => id)).toContain('p0');
    expect(await page.evaluate(() => window.framesProbe.failure())).toBeNull();
  });
});

it('says that it takes fewer where nothing moves in most pictures', async () => {
  await page.evaluate(async () => {
    await window.framesProbe.video('a');
    window.framesProbe.tile('a');
  });
  const saves = async () => {
    await take(64);
    return page.evaluate(() => window.framesProbe.saves());
  };
  expect(await saves()).toBeNull();
  await page.evaluate(() => {
    document.getElementById('a-canvas')!.dataset.same = 'yes';
  });
  await vi.waitFor(async () => expect(await saves()).toBe('unchanged'), { timeout: 10_000, interval: 125 });
  await page.evaluate(() => {
    delete document.getElementById('a-canvas')!.dataset.same;
  });
  await vi.waitFor(async () => expect(await saves()).toBeNull(), { timeout: 10_000, interval: 125 });
});

it('takes turns where not all may be taken', async () => {
  await page.evaluate(async () => {
    for (const id of ['a', 'b', 'c']) {
      await window.framesProbe.video(id);
      window.framesProbe.tile(id);
    }
  });
  const seen: string[] = [];
  for (let round = 0; round < 3; round++) {
    seen.push(...(await take(64, 1)).map(({ id }) => id));
    expect(await page.evaluate(() => window.framesProbe.saves())).toBe('page');
    await pause(200);
  }
  expect(seen.sort()).toEqual(['p0', 'p1', 'p2']);
});
