import { ByteBuffers, packFrame, unpackFrame } from '../../src/bridge/raw-picture';
import { HeldPictures, partsOf } from '../../src/bridge/replenishment';
import { ChangeDetector } from '../../src/content/change-detector';
import { assetsUnder } from '../../src/engine/assets';
import { startBackend } from '../../src/engine/backend';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { loadNetworks } from '../../src/engine/networks';
import { Pipeline } from '../../src/engine/pipeline';
import type { FaceReading, Frame } from '../../src/engine/types';
import { type Probabilities, top } from '../../src/expressions';
import { Pace } from '../../src/offscreen/pace';
import { DRAWN, type DrawnExpression } from '../faces/expressions';
import { drawFace } from '../faces/face';
import { PEOPLE } from '../faces/people';
import { speech, talking, talkingHead } from '../faces/speech';
import { mulberry } from '../mulberry';
import { CAMERA, filmed, type Planes } from './camera';

/** What one way says of a picture: the likeliest expression, and what the face is named; null where no face was read. */
export interface Said {
  readonly likeliest: string;
  readonly named: string | null;
  readonly probabilities: Probabilities;
}

/** One picture of a film, read both ways. */
export interface Both {
  readonly fast: Said | null;
  readonly slow: Said | null;
}

/** Runs in a page, called from measure.ts: films of a second or more, each picture read both ways. */
declare global {
  /** Of somebody drawn who talks. */
  var readTalker: (who: number, shown: DrawnExpression, seconds: number) => Promise<Both[]>;
  /** Of each of several pictures of FER2013, one after the other in grey levels: somebody who sits and sways. */
  var readLevels: (levels: number[], seconds: number, seed: number) => Promise<Both[][]>;
  /** Of each of several files in base64. */
  var readFiles: (files: string[], seconds: number, seed: number) => Promise<Both[][]>;
}

/** Pictures a second, as a steady call is read. */
const PER_SECOND = 5;
/** Of the picture's height that one of FER2013's takes, which reaches from the hair to the chin; a portrait fills it. */
const FACE_SHARE = 0.7;
/** How far somebody who sits sways to each side: of the picture's width, in sizes, and radians; and seconds for it. */
const SWAY = { shift: 0.02, scale: 0.03, roll: 0.05, seconds: 5 };

const assets = assetsUnder(new URL('/', location.href).href);
const options = { signal: new AbortController().signal, backend: 'wasm' } as const;
const fast = await Pipeline.create(assets, options);
// Detector and network look at every picture, and tfjs runs them instead of our own kernels.
const slow = await Pipeline.create(assets, { ...options, everyPicture: true });
const byTfjs = startBackend(assets, 'wasm').then((backend) => ({ ...backend, kernels: null }));
slow.exchange(await loadNetworks(assets, byTfjs, options));
const { maxSide } = new Pace();

const canvas = new OffscreenCanvas(CAMERA.width, CAMERA.height);
const context = canvas.getContext('2d', { willReadFrequently: true })!;
context.imageSmoothingQuality = 'high';
let films = 0;

globalThis.readTalker = (who, shown, seconds) => {
  const person = PEOPLE[who]!;
  const script = speech(who + 20);
  const draw = (time: number) =>
    drawFace(context, person, talking(DRAWN[shown], script, time), talkingHead(script, time, CAMERA));
  return readFilm(draw, seconds);
};

globalThis.readLevels = async (levels, seconds, seed) => {
  const all: Both[][] = [];
  for (let start = 0; start < levels.length; start += INPUT_AREA) {
    const image = new ImageData(INPUT_SIDE, INPUT_SIDE);
    for (let i = 0; i < INPUT_AREA; i++)
      image.data.fill(levels[start + i]!, 4 * i, 4 * i + 3).fill(255, 4 * i + 3, 4 * i + 4);
    all.push(await readSitting(await createImageBitmap(image), FACE_SHARE, seconds, seed + start));
  }
  return all;
};

globalThis.readFiles = async (files, seconds, seed) => {
  const all: Both[][] = [];
  for (const [i, file] of files.entries()) {
    const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' });
    all.push(await readSitting(picture, 1, seconds, seed + i));
  }
  return all;
};

/** @param share of the frame's height that the picture takes. */
async function readSitting(picture: ImageBitmap, share: number, seconds: number, seed: number): Promise<Both[]> {
  const random = mulberry(seed);
  const [across, down, nearer, turned] = Array.from({ length: 4 }, () => 2 * Math.PI * random()) as [
    number,
    number,
    number,
    number,
  ];
  const { width, height } = CAMERA;
  const fit = (share * height) / picture.height;
  const both = await readFilm((time) => {
    const swing = (phase: number) => Math.sin((2 * Math.PI * time) / SWAY.seconds + phase);
    context.resetTransform();
    context.fillStyle = '#808080';
    context.fillRect(0, 0, width, height);
    context.translate(width * (0.5 + SWAY.shift * swing(across)), height / 2 + width * SWAY.shift * swing(down));
    context.rotate(SWAY.roll * swing(turned));
    const scale = fit * (1 + SWAY.scale * swing(nearer));
    context.scale(scale, scale);
    context.drawImage(picture, -picture.width / 2, -picture.height / 2);
    context.resetTransform();
  }, seconds);
  picture.close();
  return both;
}

async function readFilm(draw: (time: number) => void, seconds: number): Promise<Both[]> {
  const participantId = `film ${++films}`;
  const random = mulberry(films);
  const [buffers, changes, held] = [new ByteBuffers(), new ChangeDetector(), new HeldPictures()];
  const both: Both[] = [];
  for (let i = 0; i < seconds * PER_SECOND; i++) {
    const time = i / PER_SECOND;
    draw(time);
    const planes = filmed(context.getImageData(0, 0, CAMERA.width, CAMERA.height), time, random);
    // As a page takes and sends it (src/content/video-picture.ts), and a call's host opens it.
    const packed = await packFrame(frameOf(planes), maxSide, buffers);
    const news = changes.news(packed, 1000 * time, held.times[participantId]);
    const sent = news instanceof Uint16Array ? partsOf(packed, held.times[participantId]!, news, buffers) : packed;
    const whole = news === 'nothing' ? null : held.complete(participantId, 1000 * time, structuredClone(sent));
    const image = whole && unpackFrame(whole);
    const frame = { participantId, time: 1000 * time };
    both.push({
      fast: said(await read(fast, { ...frame, image })),
      slow: said(await read(slow, { ...frame, image: frameOf(planes) })),
    });
  }
  for (const pipeline of [fast, slow]) pipeline.forget(participantId);
  return both;
}

const frameOf = ({ data, init }: Planes) => new VideoFrame(data, init);

async function read(pipeline: Pipeline, frame: Frame): Promise<readonly FaceReading[]> {
  const [reading] = await pipeline.readFrames([frame]);
  return reading?.faces ?? [];
}

function said([face]: readonly FaceReading[]): Said | null {
  if (!face?.probabilities) return null;
  const { probabilities, expression } = face;
  return { likeliest: fast.model.classes[top(probabilities)]!.name, named: expression, probabilities };
}
