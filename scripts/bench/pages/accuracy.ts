import { assetsUnder } from '../../../src/engine/assets';
import { Pipeline } from '../../../src/engine/pipeline';
import type { FaceReading } from '../../../src/engine/types';
import { DRAWN, type DrawnExpression } from '../../faces/expressions';
import { drawFace } from '../../faces/face';
import { PEOPLE } from '../../faces/people';
import { speech, talking, talkingHead } from '../../faces/speech';
import { PER_SECOND } from './sitting';

/** One picture, as a call reads it and as detector and network read it alone; null where no face was read. */
export interface Pair {
  readonly call: Said | null;
  readonly every: Said | null;
}

interface Said {
  readonly expression: string | null;
  readonly box: FaceReading['box'];
}

/** Called from accuracy.ts: somebody drawn who talks for so many seconds. */
declare global {
  var readTwice: (who: number, expression: DrawnExpression, seconds: number) => Promise<Pair[]>;
}

const SIZE = { width: 320, height: 180 };
const assets = assetsUnder(new URL('/', location.href).href);
const options = { signal: new AbortController().signal, backend: 'wasm' } as const;
const inCall = await Pipeline.create(assets, options);
const every = await Pipeline.create(assets, { ...options, everyPicture: true });
const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
const context = canvas.getContext('2d', { willReadFrequently: true })!;

globalThis.readTwice = async (who, expression, seconds) => {
  const person = PEOPLE[who]!;
  const script = speech(who + 20);
  const pairs: Pair[] = [];
  for (let i = 0; i < seconds * PER_SECOND; i++) {
    const at = i / PER_SECOND;
    drawFace(context, person, talking(DRAWN[expression], script, at), talkingHead(script, at, SIZE));
    pairs.push({ call: await read(inCall, 1000 * at), every: await read(every, 1000 * at) });
  }
  for (const pipeline of [inCall, every]) pipeline.forget('talker');
  return pairs;
};

async function read(pipeline: Pipeline, time: number): Promise<Said | null> {
  const image = await createImageBitmap(canvas);
  const [reading] = await pipeline.readFrames([{ participantId: 'talker', time, image }]);
  const face = reading?.faces[0];
  return face ? { expression: face.expression, box: face.box } : null;
}
