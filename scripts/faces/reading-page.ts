import { assetsUnder } from '../../src/engine/assets';
import { Pipeline } from '../../src/engine/pipeline';
import type { Comparison, FaceReading } from '../../src/engine/types';
import { musclesAt, type Picture, swayAt } from './clip';
import { blend, DRAWN, type DrawnExpression } from './expressions';
import { drawFace } from './face';
import { PEOPLE, type PersonName, personNamed } from './people';
import { speech, talking, talkingHead } from './speech';

/** Runs in a page, called from reading.ts: what Facet's own engine reads in a drawn face. */
declare global {
  var readFace: (person: PersonName, expression: DrawnExpression) => Promise<FaceReading[]>;
  /** What somebody who talks is said to show, reading by reading. */
  var readTalk: (person: PersonName, expression: DrawnExpression, how: Listening) => Promise<string[]>;
  /** Somebody beside how they usually look, reading by reading, while they do one thing after the other. */
  var readUsual: (person: PersonName, acts: readonly Act[], perSecond: number) => Promise<Moment[]>;
}

/** What somebody does for a while. */
export interface Act {
  readonly seconds: number;
  /** 0 neutral, 1 the drawn smile. */
  readonly smile?: number;
  readonly talks?: boolean;
}

/** One reading. */
export interface Moment {
  /** Seconds. */
  readonly time: number;
  readonly expression: string;
  /** null where the face could not be read. */
  readonly usual: Comparison | null;
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
/** A silent head comes back to where it was after so many. */
const SWAY_SECONDS = 6;

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

globalThis.readUsual = async (name, acts, perSecond) => {
  const person = personNamed(name);
  const script = speech(PEOPLE.findIndex((one) => one.name === name));
  const course = acts.flatMap((act) => Array<Act>(act.seconds * perSecond).fill(act));
  const readings = await watch(course.length / perSecond, perSecond, (time) => {
    const { smile = 0, talks = false } = course[Math.round(time * perSecond)]!;
    const shown = blend(DRAWN.neutral, DRAWN.happiness, smile);
    if (talks) drawFace(context, person, talking(shown, script, time), talkingHead(script, time, PICTURE));
    else drawFace(context, person, shown, swayAt(person, time, SWAY_SECONDS, PICTURE));
  });
  return readings.map((faces, i) => ({
    time: i / perSecond,
    expression: faces?.[0]?.expression ?? 'unsure',
    usual: faces?.[0]?.usual ?? null,
  }));
};

/** Readings of one person, a time after the other, as fast as it goes; null where a frame was left out. */
async function watch(seconds: number, perSecond: number, draw: (time: number) => void) {
  const readings: (readonly FaceReading[] | null)[] = [];
  for (let i = 0; i < seconds * perSecond; i++) {
    const time = i / perSecond;
    draw(time);
    const frame = { participantId: 'drawn', time: 1000 * time, image: await createImageBitmap(canvas) };
    readings.push((await pipeline.readFrames([frame]))[0]?.faces ?? null);
  }
  pipeline.forget('drawn');
  return readings;
}
