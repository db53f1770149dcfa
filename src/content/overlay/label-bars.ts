import { styleOf } from '../../classes';
import { drawFace } from './drawn-face';
import type { ClassShare } from './labels';
import type { Scale } from './scale';

/** Bars below a label's line: one per class of the model, always in the same order, each over the drawn face that names it. */
export interface Bars {
  readonly shares: readonly ClassShare[];
  /** Pixels: of all, of one bar, of its drawn face, and of the highest bar. */
  readonly width: number;
  readonly height: number;
  readonly bar: number;
  readonly glyph: number;
  readonly most: number;
}

/** Pixels below the drawn faces, and between a bar and its face. */
const MARGIN = 5;
const GAP = 2;

/** Where the bars of a label stand, in pixels of its scale. */
export function barsOf(shares: readonly ClassShare[], { glyph, gap, height }: Scale): Bars {
  const face = Math.max(9, Math.round(glyph * 0.75));
  const most = Math.round(height * 0.9);
  const width = shares.length * face + (shares.length - 1) * gap;
  return { shares, width, height: most + GAP + face + MARGIN, bar: Math.round(face * 0.6), glyph: face, most };
}

/** @param left and top: where they begin, in pixels of the context @param strong on plain black */
export function drawBars(
  context: CanvasRenderingContext2D,
  { shares, width, bar, glyph, most }: Bars,
  left: number,
  top: number,
  strong: boolean,
): void {
  const step = (width - glyph) / Math.max(1, shares.length - 1);
  for (const [i, { kind, share }] of shares.entries()) {
    const x = left + i * step;
    const inset = (glyph - bar) / 2;
    const long = most * share;
    context.fillStyle = strong ? '#555' : 'rgb(255 255 255 / .16)';
    context.fillRect(x + inset, top, bar, most);
    context.fillStyle = strong ? '#fff' : styleOf(kind).color;
    context.fillRect(x + inset, top + most - long, bar, long);
    drawFace(context, { glyph: kind, width: glyph }, x, top + most + GAP + glyph / 2);
  }
}
