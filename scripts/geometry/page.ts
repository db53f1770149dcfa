import { pose } from '../../src/engine/align';
import { assetsUnder } from '../../src/engine/assets';
import { BACKDROP } from '../../src/engine/backdrop';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { Pipeline } from '../../src/engine/pipeline';

/** Runs in a page, called from measure.ts. */
declare global {
  /** Grey levels of pictures, one after the other → what is found in each; null: no face. */
  var measureFaces: (levels: number[]) => Promise<(Measured | null)[]>;
  /** Likewise, each alone in the middle of a frame of a call: what the engine reads there; null: no face. */
  var readInFrames: (levels: number[], frame: Frame) => Promise<(InCall | null)[]>;
}

/** A frame as a tile hands it over. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Of the frame's height that one of FER2013's pictures takes, which reaches from the hair to the chin. */
  readonly share: number;
}

/** A face that was found in a call; null where it is too small, turned away or blurred. */
export interface InCall {
  readonly probabilities: readonly number[] | null;
}

/** One picture's face; lengths in fractions of the picture's side. */
export interface Measured {
  readonly eyes: { readonly x: number; readonly y: number };
  readonly eyeDistance: number;
  readonly size: number;
  readonly turn: number;
  /** Probabilities that the network gives the picture as it is. */
  readonly asItIs: readonly number[];
  /** What a call reads of it; null where it finds no face. */
  readonly inCall: InCall | null;
}

/** Pictures are enlarged so many times and get a grey border of half their side: BlazeFace knows faces in scenes. */
const ZOOM = 4;
const INNER = INPUT_SIDE * ZOOM;
const BORDER = INNER / 2;
const OUTER = INNER + 2 * BORDER;

/** Milliseconds at which a tile's frames are read until a face is found: the engine does not look farther at a first one. */
const READ_AT = [0, 2000];

const assets = assetsUnder(new URL('/', location.href).href);
const { signal } = new AbortController();
const pipeline = await Pipeline.create(assets, { signal, backend: 'wasm' });
const { detector, classifier } = pipeline.networks;

globalThis.measureFaces = (levels) => eachOf(levels, measure);

globalThis.readInFrames = (levels, { width, height, share }) =>
  eachOf(levels, (picture) => readInCall(scene(picture, width, height, share * height)));

async function eachOf<T>(levels: number[], read: (picture: Float32Array) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let start = 0; start < levels.length; start += INPUT_AREA)
    results.push(await read(Float32Array.from(levels.slice(start, start + INPUT_AREA))));
  return results;
}

/** Of somebody who was not seen before, and is not seen again. */
async function readInCall(frame: ImageData): Promise<InCall | null> {
  const participantId = 'alone';
  try {
    for (const time of READ_AT) {
      const image = await createImageBitmap(frame);
      const [reading] = await pipeline.readFrames([{ participantId, time, image }]);
      const face = reading?.faces[0];
      if (face) return { probabilities: face.probabilities };
    }
    return null;
  } finally {
    pipeline.forget(participantId);
  }
}

async function measure(levels: Float32Array): Promise<Measured | null> {
  const enlarged = scene(levels, OUTER, OUTER, INNER);
  const [found] = await detector.detect(enlarged);
  if (!found) return null;
  const inScene = pose(found, OUTER, OUTER);
  const toPicture = (length: number) => length / ZOOM;
  const [asItIs] = await classifier.classify([levels]);
  const eyeDistance = Math.hypot(found.rightEye.x - found.leftEye.x, found.rightEye.y - found.leftEye.y);
  return {
    eyes: {
      x: toPicture(inScene.eyes.x - BORDER) / INPUT_SIDE,
      y: toPicture(inScene.eyes.y - BORDER) / INPUT_SIDE,
    },
    eyeDistance: (eyeDistance * OUTER) / INNER,
    size: toPicture(inScene.size) / INPUT_SIDE,
    turn: inScene.turn,
    asItIs: asItIs!,
    inCall: await readInCall(enlarged),
  };
}

/** A picture, `side` pixels large, in the middle of grey. */
function scene(levels: Float32Array, width: number, height: number, side: number): ImageData {
  const image = new ImageData(INPUT_SIDE, INPUT_SIDE);
  for (const [i, level] of levels.entries()) image.data.set([level, level, level, 255], 4 * i);
  const small = new OffscreenCanvas(INPUT_SIDE, INPUT_SIDE);
  small.getContext('2d')!.putImageData(image, 0, 0);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = `rgb(${BACKDROP} ${BACKDROP} ${BACKDROP})`;
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, (width - side) / 2, (height - side) / 2, side, side);
  return context.getImageData(0, 0, width, height);
}
