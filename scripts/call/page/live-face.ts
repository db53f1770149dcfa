import { between, type Picture, still, swayAt } from '../../faces/clip';
import type { DrawnExpression } from '../../faces/expressions';
import { drawFace } from '../../faces/face';
import { PEOPLE, type Person } from '../../faces/people';
import { type Speech, speech, talking, talkingHead } from '../../faces/speech';
import { drawMark } from './mark';

/** A head comes back to where it was after so many seconds. */
const SWAY_SECONDS = 6;
const FADE_SECONDS = 0.4;
/** From one end of the row to the other. */
const WALK_SECONDS = 2;

/** What a participant's camera sends. */
interface Camera extends Picture {
  /** Pictures a second. */
  readonly rate: number;
}

/** Deviation of the noise in grey levels, as a laptop's camera has it in a room by day. */
const GRAIN = { width: 640, height: 360, margin: 64, deviation: 2 } as const;

const CAMERA: Camera = { width: 480, height: 270, rate: 12 };

/** Somebody before a camera, and what their face shows. */
export interface Sitter {
  readonly person: Person;
  readonly expression: DrawnExpression;
  /** Whether they talk, each in a way of their own. */
  readonly talks?: boolean;
  /** Whether nothing of them moves, and the picture differs by the camera's noise alone. */
  readonly isStill?: boolean;
}

interface Face {
  readonly person: Person;
  /** null: silent. */
  readonly speech: Speech | null;
  readonly isStill: boolean;
  from: DrawnExpression;
  to: DrawnExpression;
  changedAt: number;
}

interface Extras {
  /** More people, to the right. */
  readonly beside?: readonly Sitter[];
  /** Written into the picture, see mark.ts. */
  readonly mark?: number | null;
  readonly camera?: Camera;
}

/** One or several drawn people, side by side, in front of a camera: a video track to send. */
export class LiveFace {
  readonly track: MediaStreamTrack;
  private readonly context: CanvasRenderingContext2D;
  private readonly timer: number;
  private readonly faces: readonly Face[];
  /** Seats from the left, for each of the faces. */
  private walk: { readonly from: number; readonly to: number }[];
  private walkedAt = -WALK_SECONDS;

  readonly mark: number | null;
  private readonly camera: Camera;

  constructor(first: Sitter, { beside = [], mark = null, camera = CAMERA }: Extras = {}) {
    this.mark = mark;
    this.camera = camera;
    this.faces = [first, ...beside].map(({ person, expression, talks = false, isStill = false }) => ({
      person,
      isStill,
      speech: talks ? speech(PEOPLE.findIndex(({ name }) => name === person.name)) : null,
      from: expression,
      to: expression,
      changedAt: -FADE_SECONDS,
    }));
    this.walk = this.faces.map((_, i) => ({ from: i, to: i }));
    const canvas = Object.assign(document.createElement('canvas'), { width: camera.width, height: camera.height });
    this.context = canvas.getContext('2d', { willReadFrequently: true })!;
    this.draw();
    this.track = canvas.captureStream(camera.rate).getVideoTracks()[0]!;
    this.timer = window.setInterval(() => this.draw(), 1000 / camera.rate);
  }

  /** What the first of them shows. */
  get expression(): DrawnExpression {
    return this.faces[0]!.to;
  }

  express(expression: DrawnExpression): void {
    const face = this.faces[0]!;
    if (expression === face.to) return;
    Object.assign(face, { from: face.to, to: expression, changedAt: now() });
  }

  /** Everyone walks to the other side, past each other. @returns when they are there */
  async exchangeSeats(): Promise<void> {
    this.walk = this.walk.map(({ to }) => ({ from: to, to: this.faces.length - 1 - to }));
    this.walkedAt = now();
    await new Promise((resolve) => setTimeout(resolve, WALK_SECONDS * 1000));
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.track.stop();
  }

  private draw(): void {
    const { width, height } = this.camera;
    const seat = { width: width / this.faces.length, height };
    const walked = Math.min(1, (now() - this.walkedAt) / WALK_SECONDS);
    for (const [i, { person, speech, isStill, from, to, changedAt }] of this.faces.entries()) {
      this.context.save();
      const { from: start, to: end } = this.walk[i]!;
      this.context.translate((start + (end - start) * walked) * seat.width, 0);
      this.context.beginPath();
      this.context.rect(0, 0, seat.width, seat.height);
      this.context.clip();
      const shown = between(from, to, (now() - changedAt) / FADE_SECONDS);
      if (speech) drawFace(this.context, person, talking(shown, speech, now()), talkingHead(speech, now(), seat));
      else if (isStill) drawFace(this.context, person, shown, still(seat));
      else drawFace(this.context, person, shown, swayAt(person, now(), SWAY_SECONDS, seat));
      if (isStill) this.context.drawImage(grain(), -Math.random() * GRAIN.margin, -Math.random() * GRAIN.margin);
      this.context.restore();
    }
    if (this.mark !== null) drawMark(this.context, { who: this.mark, expression: this.expression });
  }
}

let noise: HTMLCanvasElement | undefined;

/** A camera's noise, larger than any picture, to be laid over it each time from another corner. */
function grain(): HTMLCanvasElement {
  if (noise) return noise;
  const { width, height, margin, deviation } = GRAIN;
  noise = Object.assign(document.createElement('canvas'), { width: width + margin, height: height + margin });
  const context = noise.getContext('2d')!;
  const pixels = context.createImageData(noise.width, noise.height);
  for (let i = 0; i < pixels.data.length; i += 4) {
    // Of a uniform distribution, whose deviation is its width over the root of 12.
    const level = (Math.random() - 0.5) * deviation * Math.sqrt(12);
    pixels.data.set([level > 0 ? 255 : 0, level > 0 ? 255 : 0, level > 0 ? 255 : 0, Math.abs(2 * level)], i);
  }
  context.putImageData(pixels, 0, 0);
  return noise;
}

/** Seconds. */
function now(): number {
  return performance.now() / 1000;
}
