import { type ModelClass, styleOf } from '../../classes';
import type { Expression } from '../../expressions';
import { DISC, EYE, FACE_GLYPHS, GRID, INITIAL, initialOf, STROKE } from '../../glyphs';

/** A drawn face, or the initial of a class that has none, so many pixels wide. */
export interface Picture {
  readonly glyph: ModelClass;
  readonly width: number;
}

/** @param left and middle: where the face stands, in pixels of the context. */
export function drawFace(
  context: CanvasRenderingContext2D,
  { glyph, width }: Picture,
  left: number,
  middle: number,
): void {
  const { expression, color, word } = styleOf(glyph);
  const circle = (x: number, y: number, radius: number) => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  };
  context.save();
  context.translate(left, middle - width / 2);
  context.scale(width / GRID, width / GRID);
  context.fillStyle = color;
  circle(GRID / 2, GRID / 2, DISC);
  context.fillStyle = '#fff';
  if (expression) drawFeatures(context, expression, circle);
  else {
    Object.assign(context, { font: `700 ${INITIAL}px system-ui, sans-serif`, textAlign: 'center' });
    context.fillText(initialOf(word), GRID / 2, GRID / 2 + 0.5);
  }
  context.restore();
}

function drawFeatures(
  context: CanvasRenderingContext2D,
  expression: Expression,
  circle: (x: number, y: number, radius: number) => void,
): void {
  const { lines, dots, fill } = FACE_GLYPHS[expression];
  Object.assign(context, {
    strokeStyle: '#fff',
    lineWidth: STROKE,
    lineCap: 'round',
    lineJoin: 'round',
  });
  context.stroke(new Path2D(lines));
  if (fill) context.fill(new Path2D(fill));
  for (const dot of dots?.split(' ') ?? []) {
    const [x = 0, y = 0] = dot.split(',').map(Number);
    circle(x, y, EYE);
  }
}
