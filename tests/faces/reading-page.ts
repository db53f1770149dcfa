import { assetsUnder } from '../../src/engine/assets';
import { Pipeline } from '../../src/engine/pipeline';
import type { FaceReading } from '../../src/engine/types';
import { musclesAt, type Picture, swayAt } from './clip';
import { DRAWN, type DrawnExpression } from './expressions';
import { drawFace } from './face';
import { type PersonName, personNamed } from './people';
import { speech, talking, talkingHead } from './speech';

/** Runs in a page, called from reading.ts: what Facet's own engine reads in a drawn face. */
declare global {
  var readFace: (person: PersonName, expression: DrawnExpression) => Promise<FaceReading[]>;
  /** What somebody who talks is said to show, reading by reading. */
  var readTalk: (person: PersonName, expression: DrawnExpression, how: Listening) => Promise<string[]>;
}

export interface Listening {
  readonly seed: number;
  readonly seconds: number;
  /** Readings. */
  readonly perSecond: number;
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
  const person = personNamed(name);
  const clip = { person, expressions: [expression], seconds: SECONDS } as const;
  const readings = await watch(SECONDS, PER_SECOND, (time) =>
    drawFace(context, person, musclesAt(clip, time), swayAt(person, time, SECONDS, PICTURE)),
  );
  return [...(readings.findLast((faces) => faces !== null) ?? [])];
};

globalThis.readTalk = async (name, expression, { seed, seconds, perSecond }) => {
  const script = speech(seed);
  const readings = await watch(seconds, perSecond, (time) =>
    drawFace(context, personNamed(name), talking(DRAWN[expression], script, time), talkingHead(script, time, PICTURE)),
  );
  return readings.map((faces) => faces?.[0]?.expression ?? 'unsure');
};

/** Readings of one person, a time after the other, as fast as it goes; null where a frame was left out. */
async function watch(seconds: number, perSecond: number, draw: (time: number) => void) {
  const readings: (readonly FaceReading[] | null)[] = [];
  for (let i = 0; i < seconds * perSecond; i++) {
    const time = i / perSecond;
    draw(time);
    const frame = { participantId: 'drawn', time: 1000 * time, image: await createImageBitmap(canvas) };
    readings.push((await pipeline.read([frame]))[0]?.faces ?? null);
  }
  pipeline.forget('drawn');
  return readings;
}
