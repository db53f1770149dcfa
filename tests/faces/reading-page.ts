import { assetsUnder } from '../../src/engine/assets';
import { Pipeline } from '../../src/engine/pipeline';
import type { FaceReading } from '../../src/engine/types';
import { musclesAt, type Picture, swayAt } from './clip';
import type { DrawnExpression } from './expressions';
import { drawFace } from './face';
import { PEOPLE, type PersonName } from './people';

/** Runs in a page, called from reading.ts: what Facet's own engine reads in a drawn face. */
declare global {
  var readFace: (person: PersonName, expression: DrawnExpression) => Promise<FaceReading[]>;
}

const PICTURE: Picture = { width: 320, height: 180 };
const SECONDS = 2;
const PER_SECOND = 5;

const pipeline = await Pipeline.create(assetsUnder(new URL('/', location.href).href), {
  signal: new AbortController().signal,
  backend: 'wasm',
});
const canvas = new OffscreenCanvas(PICTURE.width, PICTURE.height);
const context = canvas.getContext('2d', { willReadFrequently: true })!;

/** The last reading of a few seconds of sway and blinking. */
globalThis.readFace = async (name, expression) => {
  const person = PEOPLE.find((someone) => someone.name === name)!;
  const participantId = `${name} ${expression}`;
  let faces: readonly FaceReading[] = [];
  for (let i = 0; i < SECONDS * PER_SECOND; i++) {
    const time = i / PER_SECOND;
    const clip = { person, expressions: [expression], seconds: SECONDS } as const;
    drawFace(context, person, musclesAt(clip, time), swayAt(person, time, SECONDS, PICTURE));
    const frame = { participantId, time: 1000 * time, image: await createImageBitmap(canvas) };
    faces = (await pipeline.read([frame]))[0]?.faces ?? faces;
  }
  pipeline.forget(participantId);
  return [...faces];
};
