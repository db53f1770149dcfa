import type { Canvas2d } from '../../faces/brush';
import { DRAWN, type DrawnExpression } from '../../faces/expressions';

/** Who is in a picture and what they show, written into it: so a test sees whose picture it got, whatever a page did. */
export interface Mark {
  /** 0 to 255. */
  readonly who: number;
  readonly expression: DrawnExpression;
}

/** A row of black and white cells at the top left: two to find it by, who, what, and a check sum. */
const BITS = { who: 8, expression: 3, sum: 3 };
const CELLS = 2 + BITS.who + BITS.expression + BITS.sum;
/** A cell's side, as a share of the picture's width: one block of the video's encoder at 480 pixels. */
const SIDE = 1 / 30;
const [WHITE, BLACK] = [150, 100];

const EXPRESSIONS = Object.keys(DRAWN) as DrawnExpression[];

export function drawMark(context: Canvas2d, { who, expression }: Mark): void {
  const side = context.canvas.width * SIDE;
  const what = EXPRESSIONS.indexOf(expression);
  const bits = [1, 0, ...bitsOf(who, BITS.who), ...bitsOf(what, BITS.expression), ...bitsOf(sum(who, what), BITS.sum)];
  for (const [i, bit] of bits.entries()) {
    context.fillStyle = bit ? '#fff' : '#000';
    context.fillRect(i * side, 0, side, side);
  }
}

/** null where a picture has none, or too blurred a one. */
export function readMark({ data, width }: ImageData): Mark | null {
  const side = width * SIDE;
  const row = Math.floor(side / 2) * width;
  const bits: number[] = [];
  for (let i = 0; i < CELLS; i++) {
    const at = 4 * (row + Math.floor((i + 0.5) * side));
    const light = (data[at]! + data[at + 1]! + data[at + 2]!) / 3;
    if (light > BLACK && light < WHITE) return null;
    bits.push(light >= WHITE ? 1 : 0);
  }
  if (bits[0] !== 1 || bits[1] !== 0) return null;
  const number = (from: number, length: number) => bits.slice(from, from + length).reduce((n, bit) => 2 * n + bit, 0);
  const who = number(2, BITS.who);
  const what = number(2 + BITS.who, BITS.expression);
  const expression = EXPRESSIONS[what];
  if (!expression || number(2 + BITS.who + BITS.expression, BITS.sum) !== sum(who, what)) return null;
  return { who, expression };
}

function bitsOf(number: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (number >> (length - 1 - i)) & 1);
}

function sum(who: number, what: number): number {
  return (5 * who + 3 * what + (who >> 4) + 1) % 2 ** BITS.sum;
}
