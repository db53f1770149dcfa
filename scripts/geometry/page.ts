import { pose, square } from '../../src/engine/align';
import { assetsUnder } from '../../src/engine/assets';
import { startBackend } from '../../src/engine/backend';
import { crop, cropPixels } from '../../src/engine/crop';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { loadNetworks } from '../../src/engine/networks';

/** Runs in a page, called from measure.ts. */
declare global {
  /** Grey levels of pictures, one after the other → what is found in each; null: no face. */
  var measureFaces: (levels: number[]) => Promise<(Measured | null)[]>;
  /** Likewise, each alone in the middle of a frame of a call: the probabilities that the engine gives it. */
  var readInFrames: (levels: number[], frame: Frame) => Promise<(readonly number[] | null)[]>;
}

/** A frame as a tile hands it over. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Of the frame's height that one of FER2013's pictures takes, which reaches from the hair to the chin. */
  readonly share: number;
}

/** One picture's face; lengths in fractions of the picture's side. */
export interface Measured {
  readonly eyes: { readonly x: number; readonly y: number };
  readonly eyeDistance: number;
  readonly size: number;
  readonly turn: number;
  /** Probabilities that the network gives the picture as it is, and as the engine crops it by the eyes found. */
  readonly asItIs: readonly number[];
  readonly aligned: readonly number[];
}

/** Pictures are enlarged so many times and get a grey border of half their side: BlazeFace knows faces in scenes. */
const ZOOM = 4;
const INNER = INPUT_SIDE * ZOOM;
const BORDER = INNER / 2;
const OUTER = INNER + 2 * BORDER;

const assets = assetsUnder(new URL('/', location.href).href);
const { signal } = new AbortController();
const { detector, classifier, expressions } = await loadNetworks(assets, startBackend(assets, 'wasm'), { signal });

globalThis.measureFaces = async (levels) => {
  const results: (Measured | null)[] = [];
  for (let start = 0; start < levels.length; start += INPUT_AREA) {
    results.push(await measure(Float32Array.from(levels.slice(start, start + INPUT_AREA))));
  }
  return results;
};

globalThis.readInFrames = async (levels, { width, height, share }) => {
  const results: (readonly number[] | null)[] = [];
  for (let start = 0; start < levels.length; start += INPUT_AREA) {
    const frame = scene(Float32Array.from(levels.slice(start, start + INPUT_AREA)), width, height, share * height);
    // As the engine does in a call (detection-schedule.ts).
    const near = await detector.detect(frame);
    const [found] = near.length > 0 ? near : await detector.detect(frame, 'full');
    const face = found && square(pose(found, width, height), expressions.metadata.crop);
    const [read] = face ? await classifier.classify([cropPixels(frame, face)]) : [null];
    results.push(read ?? null);
  }
  return results;
};

async function measure(levels: Float32Array): Promise<Measured | null> {
  const [found] = await detector.detect(enlarged(levels));
  if (!found) return null;
  const inScene = pose(found, OUTER, OUTER);
  const toPicture = (length: number) => length / ZOOM;
  const eyes = { x: toPicture(inScene.eyes.x - BORDER), y: toPicture(inScene.eyes.y - BORDER) };
  const inPicture = { ...inScene, eyes, size: toPicture(inScene.size) };
  const picture = { levels, width: INPUT_SIDE, height: INPUT_SIDE };
  const aligned = crop(picture, square(inPicture, expressions.metadata.crop));
  const [asItIs, straight] = await classifier.classify([levels, aligned]);
  const eyeDistance = Math.hypot(found.rightEye.x - found.leftEye.x, found.rightEye.y - found.leftEye.y);
  return {
    eyes: { x: eyes.x / INPUT_SIDE, y: eyes.y / INPUT_SIDE },
    eyeDistance: (eyeDistance * OUTER) / INNER,
    size: inPicture.size / INPUT_SIDE,
    turn: inScene.turn,
    asItIs: asItIs!,
    aligned: straight!,
  };
}

const enlarged = (levels: Float32Array) => scene(levels, OUTER, OUTER, INNER);

/** A picture, `side` pixels large, in the middle of grey. */
function scene(levels: Float32Array, width: number, height: number, side: number): ImageData {
  const image = new ImageData(INPUT_SIDE, INPUT_SIDE);
  for (const [i, level] of levels.entries()) image.data.set([level, level, level, 255], 4 * i);
  const small = new OffscreenCanvas(INPUT_SIDE, INPUT_SIDE);
  small.getContext('2d')!.putImageData(image, 0, 0);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#808080';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, (width - side) / 2, (height - side) / 2, side, side);
  return context.getImageData(0, 0, width, height);
}
