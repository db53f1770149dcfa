import { between, type Picture, swayAt } from '../../faces/clip';
import type { DrawnExpression } from '../../faces/expressions';
import { drawFace } from '../../faces/face';
import type { Person } from '../../faces/people';

const FPS = 12;
/** A head comes back to where it was after so many seconds. */
const SWAY_SECONDS = 6;
const FADE_SECONDS = 0.4;
/** What a participant's camera sends. */
const PICTURE: Picture = { width: 480, height: 270 };

/** A drawn person in front of a camera: a video track to send. */
export class LiveFace {
  readonly track: MediaStreamTrack;
  private readonly context: CanvasRenderingContext2D;
  private readonly timer: number;
  private from: DrawnExpression;
  private changedAt = -FADE_SECONDS;

  constructor(
    private readonly person: Person,
    private expression: DrawnExpression = 'neutral',
  ) {
    this.from = expression;
    const canvas = Object.assign(document.createElement('canvas'), PICTURE);
    this.context = canvas.getContext('2d', { willReadFrequently: true })!;
    this.draw();
    this.track = canvas.captureStream(FPS).getVideoTracks()[0]!;
    this.timer = window.setInterval(() => this.draw(), 1000 / FPS);
  }

  express(expression: DrawnExpression): void {
    if (expression === this.expression) return;
    this.from = this.expression;
    this.expression = expression;
    this.changedAt = now();
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.track.stop();
  }

  private draw(): void {
    const muscles = between(this.from, this.expression, (now() - this.changedAt) / FADE_SECONDS);
    drawFace(this.context, this.person, muscles, swayAt(this.person, now(), SWAY_SECONDS, PICTURE));
  }
}

/** Seconds. */
function now(): number {
  return performance.now() / 1000;
}
