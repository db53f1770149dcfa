import { join } from 'node:path';
import '@tensorflow/tfjs';
import { setBackend, tensor4d } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { type ModulePage, openModule } from '../../scripts/chromium/module-page';
import { pose, square } from '../../src/engine/align';
import { crop, greyPicture } from '../../src/engine/crop';
import { INPUT_SIDE, normalise } from '../../src/engine/input';
import { parseModelMetadata } from '../../src/engine/model-metadata';
import type { DetectedFace } from '../../src/engine/types';
import { EXPRESSIONS } from '../../src/expressions';
import { loadModel } from '../../training/export/model-file';
import { decodePng } from './png';

/** Browser and training must see the same picture in the same way, or measured accuracy says nothing about calls. */
const TOLERANCE = 1e-3;

let browser: Browser;
let opened: ModulePage;
let network: LayersModel;
let geometry: ReturnType<typeof parseModelMetadata>['crop'];

beforeAll(async () => {
  await setBackend('cpu');
  const loaded = await loadModel(join(import.meta.dirname, '../../models/emotion'));
  network = loaded.model;
  const metadata = parseModelMetadata(loaded.metadata);
  expect(metadata.labels).toEqual(EXPRESSIONS);
  geometry = metadata.crop;
  browser = await launch();
  opened = await openModule(browser, 'tests/parity/page.ts');
  await opened.page.waitForFunction(() => 'parity' in globalThis, { timeout: 60_000 });
});

afterAll(async () => {
  await opened?.close();
  await browser?.close();
});

/** Node's side, from pixels to probabilities; only the face's place comes from the browser. */
function readInNode(png: Buffer, found: DetectedFace): number[] {
  const { rgba, width, height } = decodePng(png);
  const seen = crop(greyPicture(rgba, width, height), square(pose(found, width, height), geometry));
  const output = network.predict(tensor4d(seen.map(normalise), [1, INPUT_SIDE, INPUT_SIDE, 1]));
  if (Array.isArray(output)) throw new Error('one output expected');
  return [...output.dataSync()];
}

describe('the same picture in the browser and in Node', () => {
  it.each([
    ['Noah Keller', 'happiness', 320, 180, { size: 80 }],
    ['Lucía Romero', 'surprise', 480, 270, { size: 150, roll: 0.35 }],
    ['Amara Okafor', 'anger', 640, 360, { size: 190, roll: -0.25, yaw: 0.25 }],
    ['Ingrid Holm', 'sadness', 481, 269, { size: 230, pitch: 0.1 }],
    ['Viktor Petrov', 'neutral', 240, 240, { size: 70, yaw: -0.2 }],
    // Reaches over the picture's border.
    ['Mei Tanaka', 'happiness', 320, 240, { size: 190, x: 90, y: 60 }],
  ] as const)('gives the same probabilities: %s, %s, %s × %s, %o', async (person, drawn, width, height, change) => {
    const placed = { x: width / 2, y: height * 0.42, roll: 0, yaw: 0, pitch: 0, blink: 0, ...change };
    const { page } = opened;
    const png = await page.evaluate((...args) => parity.draw(...args), person, drawn, width, height, placed);
    const { found, reading } = await page.evaluate((url) => parity.read(url), png);
    expect(found).toBeDefined();
    expect(reading?.confidence).toBeGreaterThan(0);
    const inNode = readInNode(Buffer.from(png.slice(png.indexOf(',') + 1), 'base64'), found!);
    const worst = Math.max(...inNode.map((p, i) => Math.abs(p - reading!.probabilities![i]!)));
    expect(worst).toBeLessThan(TOLERANCE);
    // Nor may they agree because the network sees nothing.
    expect(Math.max(...inNode)).toBeGreaterThan(0.2);
  });
});
