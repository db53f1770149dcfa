import { describe, expect, it } from 'vitest';
import { until } from '../../scripts/driver/until';
import { useFacet } from './session';

describe('the options page', () => {
  const facet = useFacet({ myExpression: 'happiness' });

  it('reads the own camera', async () => {
    const page = await facet().options();
    await page.locator('::-p-aria([name="Start the camera"][role="button"])').click();
    const expression = () =>
      page.evaluate(() => document.querySelector('.faces [data-expression]')?.getAttribute('data-expression'));
    await until(async () => (await expression()) === 'happiness', {
      timeout: 30_000,
      otherwise: () => page.evaluate(() => document.body.textContent ?? ''),
    });
    const { box, video } = await page.evaluate(() => ({
      box: document.querySelector('.box')!.getBoundingClientRect().toJSON(),
      video: document.querySelector('video')!.getBoundingClientRect().toJSON(),
    }));
    expect(box.left).toBeGreaterThan(video.left);
    expect(box.right).toBeLessThan(video.right);
    expect(box.top).toBeGreaterThan(video.top);
    expect(box.bottom).toBeLessThan(video.bottom);

    await page.locator('::-p-aria([name="Stop the camera"][role="button"])').click();
    await until(async () => (await expression()) === undefined, { timeout: 3_000 });
    const live = await page.evaluate(() => {
      const stream = document.querySelector('video')?.srcObject;
      return stream instanceof MediaStream && stream.getTracks().some(({ readyState }) => readyState === 'live');
    });
    expect(live, 'the camera is let go').toBe(false);
  });

  it('keeps its boxes on the face while the camera changes shape', async () => {
    const page = await facet().options();
    await page.locator('::-p-aria([name="Start the camera"][role="button"])').click();
    const first = await until(() => page.evaluate(boxInPicture), { timeout: 30_000 });
    // Cut out of the middle, never made smaller: the face keeps its place and size in the camera's own pixels.
    for (const [width, height] of [
      [270, 360],
      [640, 160],
      [640, 360],
    ] as const) {
      await page.evaluate(
        (size) => {
          const stream = document.querySelector('video')?.srcObject;
          return stream instanceof MediaStream && stream.getVideoTracks()[0]?.applyConstraints(size);
        },
        { width: { exact: width }, height: { exact: height } },
      );
      const now = () => page.evaluate(boxInPicture);
      await until(
        async () => {
          const box = await now();
          if (!box || box.shape !== `${width} × ${height}`) return false;
          return (['x', 'y', 'width', 'height'] as const).every((part) => Math.abs(box[part] - first[part]) < 30);
        },
        { otherwise: async () => `First: ${JSON.stringify(first)}, then: ${JSON.stringify(await now())}` },
      );
    }
  });

  it('leads to the licences of all that Facet contains', async () => {
    const page = await facet().options();
    await page.goto(facet().url('src/options/index.html#about'));
    await page.waitForSelector('a[href$=".txt"]');
    const texts = await page.evaluate(() => {
      const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href$=".txt"]')];
      return Promise.all(links.map(async ({ href }) => (await fetch(href)).text()));
    });
    for (const name of ['tasks-vision', 'tfjs-core', 'tfjs-backend-wasm', 'preact', 'idb', 'BlazeFace', 'seedrandom']) {
      expect(texts.join(), name).toContain(name);
    }
    expect(texts.join()).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
  });
});

describe('the options page without leave to use the camera', () => {
  const facet = useFacet({ camera: 'refuse' });

  it('says what to do', async () => {
    const page = await facet().options();
    await page.locator('::-p-aria([name="Start the camera"][role="button"])').click();
    const alert = await page.waitForSelector('[role="alert"]', { timeout: 10_000 });
    expect(await alert?.evaluate((element) => element.textContent)).toMatch(/camera was refused\. Allow it/);
  });
});

/** The face's box in pixels of the shown camera's picture, its place from the picture's middle; null without one. */
function boxInPicture() {
  const video = document.querySelector('video');
  const box = document.querySelector('.box')?.getBoundingClientRect();
  if (!box || !video) return null;
  const { videoWidth, videoHeight } = video;
  const frame = video.getBoundingClientRect();
  const scale = Math.min(frame.width / videoWidth, frame.height / videoHeight);
  return {
    shape: `${videoWidth} × ${videoHeight}`,
    x: (box.left + box.right - frame.left - frame.right) / 2 / scale,
    y: (box.top + box.bottom - frame.top - frame.bottom) / 2 / scale,
    width: box.width / scale,
    height: box.height / scale,
  };
}
