import { musclesAt, swayAt } from '../../scripts/faces/clip';
import { DRAWN_EXPRESSIONS } from '../../scripts/faces/expressions';
import { drawFace } from '../../scripts/faces/face';
import { PEOPLE } from '../../scripts/faces/people';
import { assetsUnder } from '../../src/engine/assets';
import { startBackend } from '../../src/engine/backend';
import { FaceDetector, type Range } from '../../src/engine/detector';
import type { DetectedFace, Quarters } from '../../src/engine/types';

/** Runs in a page, called from detector.browser.test.ts. */
declare global {
  /** What our own graph and MediaPipe find in the same pictures of drawn people. */
  var detectBoth: (range: Range, quarters: Quarters) => Promise<Both[]>;
}

export interface Both {
  readonly own: readonly DetectedFace[];
  readonly mediaPipe: readonly DetectedFace[];
  readonly width: number;
  readonly height: number;
}

const assets = assetsUnder(new URL('/', location.href).href);
const detector = await FaceDetector.create(assets, await startBackend(assets, 'wasm'));
/** Of each person. */
const PICTURES = 6;

globalThis.detectBoth = async (range, quarters) => {
  const all: Both[] = [];
  for (const [who, person] of PEOPLE.entries()) {
    for (let i = 0; i < PICTURES; i++) {
      const size = i % 2 === 0 ? { width: 480, height: 270 } : { width: 320, height: 240 };
      const drawn = new OffscreenCanvas(size.width, size.height);
      const expression = DRAWN_EXPRESSIONS[(who + i) % DRAWN_EXPRESSIONS.length]!;
      const muscles = musclesAt({ person, expressions: [expression], seconds: 4 }, (2 * i) / 3);
      const pose = { ...swayAt(person, i, 6, size), size: 60 + 24 * i };
      drawFace(drawn.getContext('2d')!, person, muscles, pose);
      const turned = quarters % 2 === 0 ? size : { width: size.height, height: size.width };
      const { width, height } = turned;
      const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      context.translate(width / 2, height / 2);
      context.rotate((quarters * Math.PI) / 2);
      context.drawImage(drawn, -size.width / 2, -size.height / 2);
      const picture = context.getImageData(0, 0, width, height);
      all.push({
        own: await detector.detect(picture, range, quarters),
        mediaPipe: await detector.closely.detect(picture, range, quarters),
        ...turned,
      });
    }
  }
  return all;
};
