import { DRAWN, type DrawnExpression } from '../../scripts/faces/expressions';
import { drawFace, type Pose } from '../../scripts/faces/face';
import { PEOPLE, type PersonName } from '../../scripts/faces/people';
import { assetsUnder } from '../../src/engine/assets';
import { startBackend } from '../../src/engine/backend';
import { FaceDetector } from '../../src/engine/detector';
import { Pipeline } from '../../src/engine/pipeline';
import { PixelReader } from '../../src/engine/pixels';
import type { DetectedFace, FaceReading } from '../../src/engine/types';

/** Runs in a page, called from parity.browser.test.ts: the browser's side. */
declare global {
  var parity: {
    /** A drawn face as a PNG data URL. */
    draw(person: PersonName, expression: DrawnExpression, width: number, height: number, pose: Pose): Promise<string>;
    /** The pipeline's first reading of a PNG, which nothing smooths yet, and what its detector found. */
    read(png: string): Promise<{ found: DetectedFace | undefined; reading: FaceReading | undefined }>;
  };
}

const assets = assetsUnder(new URL('/', location.href).href);
const { signal } = new AbortController();
const pixels = new PixelReader();
const pipeline = await Pipeline.create(assets, { signal, backend: 'wasm' });
const detector = await FaceDetector.create(assets, await startBackend(assets, 'wasm'));

globalThis.parity = {
  async draw(person, expression, width, height, pose) {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    drawFace(context, PEOPLE.find(({ name }) => name === person)!, DRAWN[expression], pose);
    return canvas.toDataURL('image/png');
  },

  async read(png) {
    const blob = await (await fetch(png)).blob();
    const [found] = await detector.detect(pixels.read(await createImageBitmap(blob)));
    pipeline.forget('drawn');
    const [tile] = await pipeline.readFrames([
      { participantId: 'drawn', time: 0, image: await createImageBitmap(blob) },
    ]);
    return { found, reading: tile?.faces[0] };
  },
};
