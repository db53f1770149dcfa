import { assetsUnder } from '../../../src/engine/assets';
import { startBackend } from '../../../src/engine/backend';
import { faceCrop } from '../../../src/engine/face-crop';
import { loadNetworks } from '../../../src/engine/networks';
import { PixelReader } from '../../../src/engine/pixels';
import { musclesAt, type Picture, swayAt } from '../../faces/clip';
import { drawFace } from '../../faces/face';
import { PEOPLE } from '../../faces/people';

/** Runs in a page, called from ../steps.ts: each step of the engine by itself, milliseconds. */
export type StepTimes = Readonly<Record<string, number[]>>;

declare global {
  var timeSteps: (rounds: number) => Promise<StepTimes>;
}

const PICTURE: Picture = { width: 320, height: 180 };

globalThis.timeSteps = async (rounds) => {
  const assets = assetsUnder(new URL('/', location.href).href);
  const { signal } = new AbortController();
  const { detector, classifier, expressions } = await loadNetworks(assets, startBackend(assets, 'wasm'), { signal });
  const pixels = new PixelReader();
  const times: Record<string, number[]> = {
    'detect (short range)': [],
    'read pixels': [],
    'align and crop': [],
    'classify 1 face': [],
    'classify 4 faces': [],
  };
  const canvas = new OffscreenCanvas(PICTURE.width, PICTURE.height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;

  for (let round = 0; round < rounds; round++) {
    const person = PEOPLE[round % PEOPLE.length]!;
    drawFace(
      context,
      person,
      musclesAt({ person, expressions: ['neutral'], seconds: 3 }, 0),
      swayAt(person, round / 10, 3, PICTURE),
    );
    const image = await createImageBitmap(canvas);
    const picture = await timed('read pixels', () => pixels.read(image));
    const [face] = await timed('detect (short range)', () => detector.detect(picture));
    if (!face) throw new Error('No face was found in a drawn picture.');
    const { crop, problem } = await timed('align and crop', () => faceCrop(face, picture, expressions.metadata.crop));
    if (problem) throw new Error(`A drawn face cannot be read: ${problem}.`);
    await timed('classify 1 face', () => classifier.classify([crop]));
    await timed('classify 4 faces', () => classifier.classify([crop, crop, crop, crop]));
    image.close();
  }
  return times;

  async function timed<T>(step: string, work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    times[step]?.push(performance.now() - start);
    return result;
  }
};
