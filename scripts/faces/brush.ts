import { css, type Rgb } from './color';
import type { Point, Surface } from './surface';

export type Canvas2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The three things a face is made of: filled closed curves, soft spots and soft lines. */
export class Brush {
  constructor(
    readonly context: Canvas2d,
    /** Where points land unless a call says otherwise. */
    private readonly surface: Surface,
  ) {}

  /** A smooth curve (Catmull-Rom) through the points becomes the current path. */
  trace(points: readonly Point[], { closed = true, on = this.surface } = {}): void {
    const placed = points.map(([u, v]) => on(u, v));
    const count = placed.length;
    const at = (i: number): Point => placed[closed ? (i + count) % count : Math.max(0, Math.min(count - 1, i))]!;
    this.context.beginPath();
    this.context.moveTo(...at(0));
    for (let i = 0; i < (closed ? count : count - 1); i++) {
      const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      this.context.bezierCurveTo(
        from[0] + (to[0] - before[0]) / 6,
        from[1] + (to[1] - before[1]) / 6,
        to[0] - (after[0] - from[0]) / 6,
        to[1] - (after[1] - from[1]) / 6,
        to[0],
        to[1],
      );
    }
  }

  fill(points: readonly Point[], paint: string | CanvasGradient, on: Surface = this.surface): void {
    this.trace(points, { on });
    this.context.fillStyle = paint;
    this.context.fill();
  }

  stroke(points: readonly Point[], paint: string, width: number, closed = false): void {
    this.trace(points, { closed });
    this.context.lineWidth = width;
    this.context.strokeStyle = paint;
    this.context.stroke();
  }

  disc([x, y]: Point, radius: number, paint: string): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.context.fillStyle = paint;
    this.context.fill();
  }

  /** An ellipse that fades out to its rim. */
  spot(centre: Point, radii: Point, color: Rgb, alpha: number, on: Surface = this.surface): void {
    const { context } = this;
    const [x, y] = on(...centre);
    context.save();
    context.translate(x, y);
    context.scale(...radii);
    const fade = context.createRadialGradient(0, 0, 0, 0, 0, 1);
    fade.addColorStop(0, css(color, alpha));
    fade.addColorStop(0.5, css(color, alpha * 0.5));
    fade.addColorStop(1, css(color, 0));
    context.fillStyle = fade;
    context.fillRect(-1, -1, 2, 2);
    context.restore();
  }

  /** A line with soft edges: three strokes, each thinner. */
  line(points: readonly Point[], color: Rgb, width: number, alpha: number): void {
    this.context.lineCap = 'round';
    for (const share of [1, 0.62, 0.3]) this.stroke(points, css(color, alpha * 0.42), width * share);
  }

  /** From `top` at `from` to `bottom` at `to`, both on the vertical axis. */
  downward(from: number, to: number, top: Rgb, bottom: Rgb): CanvasGradient {
    const gradient = this.context.createLinearGradient(0, from, 0, to);
    gradient.addColorStop(0, css(top));
    gradient.addColorStop(1, css(bottom));
    return gradient;
  }

  /** Draws only inside the current path. */
  within(draw: () => void): void {
    this.context.save();
    this.context.clip();
    draw();
    this.context.restore();
  }
}

/** Both sides of a face: −1 is the viewer's left. */
export function bothSides(draw: (side: -1 | 1) => void): void {
  draw(-1);
  draw(1);
}
