import { type Classes, styleOf } from '../../classes';
import { EXPRESSIONS, STYLE } from '../../expressions';
import type { Bin } from '../../session/timeline-bins';

export interface Colours {
  readonly quiet: string;
  readonly line: string;
}

/** A rectangle in the canvas's own pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Least opacity of a column: of one that was never named. */
const FAINT = 0.3;

/**
 * Draws columns of stacked shares, fainter where less was named; a grey line at the bottom where somebody was there and
 * not read, dashed where their camera gave no picture; and a strip above where something showed more than usual.
 *
 * @param x a second's place in the canvas's pixels.
 */
export function paintLane(
  context: CanvasRenderingContext2D,
  columns: readonly Bin[],
  classes: Classes,
  { top, height }: Area,
  x: (second: number) => number,
  colours: Colours,
): void {
  const scale = devicePixelRatio;
  const fills = classes.map((kind) => styleOf(kind).color);
  for (const { from, to, shares, certainty, more, gap } of columns) {
    const left = Math.round(x(from));
    const width = Math.max(1, Math.round(x(to)) - left);
    if (shares) {
      context.globalAlpha = FAINT + (1 - FAINT) * certainty;
      let bottom = top + height;
      for (const [i, fill] of fills.entries()) {
        const tall = shares[i]! * height;
        context.fillStyle = fill;
        context.fillRect(left, bottom - tall, width, tall);
        bottom -= tall;
      }
      context.globalAlpha = 1;
    } else if (gap) {
      context.fillStyle = gap === 'no camera' ? colours.line : colours.quiet;
      const thick = (gap === 'no camera' ? 1 : 4) * scale;
      context.fillRect(left, top + height - thick, width, thick);
    }
    if (more >= 0) {
      context.fillStyle = STYLE[EXPRESSIONS[more]!].color;
      context.fillRect(left, top - 6 * scale, Math.max(width, 2 * scale), 5 * scale);
    }
  }
}
