import { memory } from '@tensorflow/tfjs-core';
import { still } from '../../scripts/faces/clip';
import { DRAWN, type DrawnExpression } from '../../scripts/faces/expressions';
import { drawFace } from '../../scripts/faces/face';
import { PEOPLE } from '../../scripts/faces/people';
import { mulberry } from '../../scripts/mulberry';
import { assetsUnder } from '../../src/engine/assets';
import { startBackend } from '../../src/engine/backend';
import { FaceDetector } from '../../src/engine/detector';
import { Pipeline } from '../../src/engine/pipeline';
import type { BackendReport, FaceReading, Frame } from '../../src/engine/types';

/** Runs in a page, called from tests/engine/pipeline.browser.test.ts. */
declare global {
  var pipelineTest: typeof calls;
}

const [WIDTH, HEIGHT] = [320, 180];
const assets = assetsUnder(new URL('/', location.href).href);
const life = new AbortController();
const steps: string[] = [];
const pipeline = await Pipeline.create(assets, { signal: life.signal, onStep: (step) => steps.push(step) });
let time = 0;

/** One person, or a wall with nobody before it. */
function picture(who: number | null, expression: DrawnExpression = 'happiness', shift = 0): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#9aa7b0';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const pose = still({ width: WIDTH, height: HEIGHT });
  if (who !== null) drawFace(context, PEOPLE[who]!, DRAWN[expression], { ...pose, x: pose.x + shift });
  return canvas;
}

/** One person at a side of a picture that is transparent elsewhere. */
function cutOut(who: number, side: 'left' | 'right'): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * WIDTH, height: HEIGHT });
  canvas.getContext('2d')!.drawImage(picture(who), side === 'left' ? 0 : WIDTH, 0);
  return canvas;
}

/** People far from the camera, side by side unless they are put elsewhere (pixels from the left, the last in front). */
function room(places: readonly number[] = [40, 190, 340]): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 270 });
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#9aa7b0';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [who, x] of places.entries()) context.drawImage(picture(who), 100, 0, 120, HEIGHT, x, 110, 80, 120);
  return canvas;
}

/** A picture as a camera takes it that is rolled by an angle, in degrees clockwise. */
function rolled(upright: HTMLCanvasElement, degrees: number): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: WIDTH });
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#9aa7b0';
  context.fillRect(0, 0, WIDTH, WIDTH);
  context.translate(WIDTH / 2, WIDTH / 2);
  context.rotate((degrees * Math.PI) / 180);
  context.drawImage(upright, -WIDTH / 2, -HEIGHT / 2);
  return canvas;
}

/** A bush: many leaves and nobody. */
function leaves(seed: number): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1024, height: 768 });
  const context = canvas.getContext('2d')!;
  const random = mulberry(seed);
  for (let i = 0; i < 1500; i++) {
    context.fillStyle = `hsl(${80 + random() * 60} ${30 + random() * 50}% ${20 + random() * 60}%)`;
    const size = 5 + random() * random() * 120;
    context.beginPath();
    context.ellipse(random() * 1024, random() * 768, size / 2, size / 5, random() * 7, 0, 7);
    context.fill();
  }
  return canvas;
}

/** A round face as it is printed on cups. */
function smiley(width: number, height: number): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#dddddd';
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.scale(height / 240, height / 240);
  context.fillStyle = '#ffffff';
  context.strokeStyle = '#222222';
  context.lineWidth = 4;
  context.beginPath();
  context.arc(0, 0, 50, 0, 7);
  context.fill();
  context.stroke();
  context.fillStyle = '#222222';
  for (const side of [-1, 1]) {
    context.beginPath();
    context.ellipse(18 * side, -14, 6, 9, 0, 0, 7);
    context.fill();
  }
  context.beginPath();
  context.arc(0, 2, 28, 0.25, Math.PI - 0.25);
  context.stroke();
  return canvas;
}

async function frame(participantId: string, canvas: HTMLCanvasElement): Promise<Frame> {
  return { participantId, time, image: await createImageBitmap(canvas) };
}

/** A closed bitmap has no size. */
const isClosed = ({ image }: Frame) => image instanceof ImageBitmap && image.width === 0 && image.height === 0;

const calls = {
  report: () => ({ backend: pipeline.backend as BackendReport, model: pipeline.model, steps }),

  /** One tick of several people; each with whether the pipeline closed the picture. */
  async tick(people: readonly (number | null)[]) {
    time += 125;
    const frames = await Promise.all(people.map((who, i) => frame(`p${i}`, picture(who))));
    const readings = await pipeline.readFrames(frames);
    return { readings, closed: frames.map(isClosed) };
  },

  /** Readings of a meeting room over so many ticks. */
  async room(ticks: number): Promise<FaceReading[][]> {
    const all: FaceReading[][] = [];
    for (let i = 0; i < ticks; i++) {
      time += 125;
      const [tile] = await pipeline.readFrames([await frame('room', room())]);
      if (tile) all.push([...tile.faces]);
    }
    return all;
  },

  /** The last of three walks before the others to the left end, and back; each look's faces. */
  async walkPast(): Promise<FaceReading[][]> {
    const all: FaceReading[][] = [];
    const [left, right, ticks] = [130, 400, 32];
    for (let i = 0; i <= 2 * ticks; i++) {
      time += 125;
      const x = right - (1 - Math.abs(i / ticks - 1)) * (right - 10);
      const [tile] = await pipeline.readFrames([await frame('walk', room([left, left + 130, x]))]);
      if (tile) all.push([...tile.faces]);
    }
    return all;
  },

  /** A still picture of seven rows of seven people, and where they are. */
  async groupPhoto() {
    const cell = 200;
    const canvas = Object.assign(document.createElement('canvas'), { width: 7 * cell, height: 7 * cell });
    const context = canvas.getContext('2d')!;
    for (let i = 0; i < 49; i++) {
      context.drawImage(picture(i % 7), 70, 0, 180, 180, (i % 7) * cell, Math.floor(i / 7) * cell, cell, cell);
    }
    const photo = await createImageBitmap(canvas);
    const faces = await pipeline.readStillPicture(photo, life.signal);
    const read = faces.map(({ face, box, expression }) => ({
      face,
      column: Math.floor((box.x + box.width / 2) * 7),
      row: Math.floor((box.y + box.height / 2) * 7),
      expression,
    }));
    return { read, isOpen: photo.width > 0 };
  },

  /** How many faces are found in cut-outs of one person each, at one side and then at the other, live and as pictures. */
  async cutOuts(): Promise<{ live: number[]; still: number[] }> {
    time += 125;
    const sides = ['left', 'right', 'left'] as const;
    const frames = await Promise.all(sides.map((side, i) => frame(`cut-out ${side} ${i}`, cutOut(i, side))));
    const live = (await pipeline.readFrames(frames)).map(({ faces }) => faces.length);
    const still: number[] = [];
    for (const [i, side] of sides.entries()) {
      const faces = await pipeline.readStillPicture(await createImageBitmap(cutOut(i, side)), life.signal);
      still.push(faces.length);
    }
    return { live, still };
  },

  /** Whether a face is read the same, to the last digit, whoever was read before it. */
  async afterOthers(): Promise<boolean> {
    const read = async (id: string, canvas: HTMLCanvasElement) => {
      time += 125;
      const [tile] = await pipeline.readFrames([await frame(id, canvas)]);
      return JSON.stringify(tile?.faces);
    };
    const first = await read('before the others', picture(0, 'surprise'));
    await calls.tick([1, 2, 3, 4]);
    await calls.room(2);
    return (await read('after the others', picture(0, 'surprise'))) === first;
  },

  /** What each drawn person's smile is read as after half a second, the picture rolled so; with how many faces. */
  async rolled(degrees: number): Promise<(readonly [number, string | undefined])[]> {
    const all: (readonly [number, string | undefined])[] = [];
    for (const who of PEOPLE.keys()) {
      const canvas = rolled(picture(who), degrees);
      let faces: readonly FaceReading[] = [];
      for (let i = 0; i < 4; i++) {
        time += 125;
        const [tile] = await pipeline.readFrames([await frame('rolled', canvas)]);
        faces = tile?.faces ?? faces;
      }
      pipeline.forget('rolled');
      all.push([faces.length, faces[0]?.expression ?? faces[0]?.unsure]);
    }
    return all;
  },

  /** Seconds of somebody's readings that their usual rests on, before and after they were forgotten so and came back. */
  async usualAfter(how: 'a while' | 'for good' | 'with their call'): Promise<{ before: number; after: number }> {
    const id = `${how} p1`;
    const seconds = async () => {
      time += 500;
      const [tile] = await pipeline.readFrames([await frame(id, picture(1, 'neutral'))]);
      return tile?.faces[0]?.usual?.seconds ?? 0;
    };
    let before = 0;
    for (let i = 0; i < 60; i++) before = await seconds();
    if (how !== 'with their call') pipeline.forget(id, how);
    else {
      pipeline.forget(id);
      pipeline.forgetAll('another call ');
      pipeline.forgetAll(`${how} `);
    }
    await seconds();
    const after = await seconds();
    pipeline.forget(id, 'for good');
    return { before, after };
  },

  /** Expressions named in a picture that is turned while it is read, after so many ticks each. */
  async turnedWhileRead(ticks: number): Promise<(string | null | undefined)[]> {
    const named: (string | null | undefined)[] = [];
    for (const degrees of [0, 180, 90]) {
      for (let i = 0; i < ticks; i++) {
        time += 125;
        const [tile] = await pipeline.readFrames([await frame('turned', rolled(picture(0), degrees))]);
        named.push(tile?.faces[0]?.expression);
      }
    }
    return named;
  },

  /** Detector runs for so many ticks of one person, after the first second. */
  async looks(ticks: number, degrees: number): Promise<number> {
    const canvas = rolled(picture(0), degrees);
    let runs = 0;
    const detect = FaceDetector.prototype.detect;
    for (let i = 0; i < 8 + ticks; i++) {
      if (i === 8) {
        FaceDetector.prototype.detect = function (...given) {
          runs++;
          return detect.apply(this, given);
        };
      }
      time += 125;
      await pipeline.readFrames([await frame('looks', canvas)]);
    }
    FaceDetector.prototype.detect = detect;
    return runs;
  },

  /** Expressions in a still picture of one smiling person, turned by an angle. */
  async turnedPhoto(degrees: number): Promise<(string | null)[]> {
    const faces = await pipeline.readStillPicture(await createImageBitmap(rolled(picture(0), degrees)), life.signal);
    return faces.map(({ expression }) => expression);
  },

  /** How many faces are seen in pictures of nobody: still ones, and one of a call. */
  async nobody(): Promise<{ bushes: number; printed: number; inCall: number }> {
    const count = async (canvas: HTMLCanvasElement) =>
      (await pipeline.readStillPicture(await createImageBitmap(canvas), life.signal)).length;
    let bushes = 0;
    for (const seed of [1, 2, 3, 4]) bushes += await count(leaves(seed));
    const printed = await count(smiley(640, 480));
    let inCall = 0;
    for (let i = 0; i < 20; i++) {
      time += 125;
      const [tile] = await pipeline.readFrames([await frame('nobody', smiley(640, 480))]);
      inCall += tile?.faces.length ?? 0;
    }
    return { bushes, printed, inCall };
  },

  /** Why a search through a picture ended that nobody waits for any more. */
  async abortedPhoto(): Promise<string> {
    const photo = await createImageBitmap(picture(0));
    return pipeline.readStillPicture(photo, AbortSignal.abort(new Error('stopped'))).then(
      () => 'was read',
      (error: Error) => error.message,
    );
  },

  /** Expressions read, tick by tick, when the clock is set back by an hour in between. */
  async clockSetBack(): Promise<(string | null | undefined)[]> {
    const named: (string | null | undefined)[] = [];
    for (const [i, expression] of (['happiness', 'happiness', 'surprise', 'surprise'] as const).entries()) {
      const image = await createImageBitmap(picture(0, expression));
      const at = (i < 2 ? 3_600_000 : 0) + 125 * i;
      const [tile] = await pipeline.readFrames([{ participantId: 'clock', time: at, image }]);
      named.push(tile?.faces[0]?.expression);
    }
    return named;
  },

  /** One tick in which the second frame's picture is broken (closed before it is read). */
  async brokenTick() {
    time += 125;
    const frames = await Promise.all([0, 1, 2].map((who) => frame(`p${who}`, picture(who))));
    frames[1]!.image!.close();
    const readings = await pipeline.readFrames(frames);
    return { read: readings.map(({ participantId }) => participantId), closed: frames.map(isClosed) };
  },

  /** A tick of nothing but broken pictures. */
  async hopelessTick(): Promise<string> {
    time += 125;
    const broken = await frame('p0', picture(0));
    broken.image!.close();
    return pipeline.readFrames([broken]).then(
      () => 'was read',
      (error: unknown) => (error instanceof Error ? 'rejected' : 'rejected without an error'),
    );
  },

  /** Without our own kernels: what two are said to appear; tensors after one tick, after so many more, and after the end. */
  async tfjs(ticks: number) {
    const end = new AbortController();
    const other = await Pipeline.create(
      { ...assets, kernels: '/nowhere.wasm' },
      { signal: end.signal, backend: 'wasm' },
    );
    const read = async (now: number) => {
      const frames = [await frame('one', picture(0)), await frame('two', picture(1))];
      return other.readFrames(frames.map((one) => ({ ...one, time: now })));
    };
    const readings = await read(0);
    const before = memory().numTensors;
    for (let i = 1; i <= ticks; i++) await read(125 * i);
    const after = memory().numTensors;
    end.abort();
    return { said: readings.map(({ faces }) => faces[0]?.expression), before, after, ended: memory().numTensors };
  },

  /** What a face is said to appear, tick by tick, while it changes from one expression to another. */
  async change(from: DrawnExpression, to: DrawnExpression, ticks: number): Promise<(FaceReading | undefined)[]> {
    pipeline.forget('changing');
    const readings: (FaceReading | undefined)[] = [];
    for (let i = 0; i < 2 * ticks; i++) {
      time += 125;
      const [tile] = await pipeline.readFrames([await frame('changing', picture(0, i < ticks ? from : to))]);
      readings.push(tile?.faces[0]);
    }
    return readings;
  },

  createAborted: () =>
    Pipeline.create(assets, { signal: AbortSignal.abort(new Error('stopped')) }).then(
      () => 'was created',
      (error: Error) => error.message,
    ),

  createWithoutModel: () =>
    Pipeline.create(
      { ...assets, expressionModel: '/nowhere/model.json' },
      { signal: new AbortController().signal },
    ).then(
      () => 'was created',
      (error: Error) => error.message,
    ),

  /** Faces found where the detector's own graph is missing. */
  async withoutGraph(): Promise<number> {
    const detector = await FaceDetector.create(
      { ...assets, detectorGraphs: { short: '/nowhere.json', full: '/nowhere.json' } },
      await startBackend(assets, 'wasm'),
    );
    const context = picture(0).getContext('2d')!;
    const faces = await detector.detect(context.getImageData(0, 0, WIDTH, HEIGHT));
    detector.dispose();
    return faces.length;
  },

  createWithoutDetector: () =>
    Pipeline.create(
      {
        ...assets,
        shortRangeDetector: '/nowhere.tflite',
        detectorGraphs: { short: '/nowhere.json', full: '/nowhere.json' },
      },
      { signal: new AbortController().signal },
    ).then(
      () => 'was created',
      (error: Error) => error.message,
    ),
};

globalThis.pipelineTest = calls;
