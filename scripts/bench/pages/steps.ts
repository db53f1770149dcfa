import { pose, square } from '../../../src/engine/align';
import { assetsUnder } from '../../../src/engine/assets';
import { startBackend } from '../../../src/engine/backend';
import { Classifier } from '../../../src/engine/classifier';
import { crop, greyPicture } from '../../../src/engine/crop';
import { FaceDetector } from '../../../src/engine/detector';
import { openModel } from '../../../src/engine/expression-model';
import { readFile } from '../../../src/engine/integrity';
import { modelFiles } from '../../../src/engine/model-files';
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
  const backend = await startBackend(assets, 'wasm');
  const files = await modelFiles(assets.expressionModel, (url) => readFile(url, assets));
  const [detector, model] = await Promise.all([FaceDetector.create(assets, backend), openModel(files, backend, 4)]);
  const classifier = new Classifier(model);
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
    const cut = await timed('align and crop', () =>
      crop(
        greyPicture(picture.data, picture.width, picture.height),
        square(pose(face, picture.width, picture.height), model.metadata.crop),
      ),
    );
    await timed('classify 1 face', () => classifier.classify([cut]));
    await timed('classify 4 faces', () => classifier.classify([cut, cut, cut, cut]));
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
