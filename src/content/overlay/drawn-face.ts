import { type Expression, STYLE } from '../../expressions';
import { DISC, EYE, FACE_GLYPHS, GRID, STROKE } from '../../glyphs';

/** A drawn face, so many pixels wide. */
export interface Picture {
  readonly glyph: Expression;
  readonly width: number;
}

/** @param left and middle: where the face stands, in pixels of the context. */
export function drawFace(
  context: CanvasRenderingContext2D,
  { glyph, width }: Picture,
  left: number,
  middle: number,
): void {
  const { lines, dots, fill } = FACE_GLYPHS[glyph];
  const circle = (x: number, y: number, radius: number) => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  };
  context.save();
  context.translate(left, middle - width / 2);
  context.scale(width / GRID, width / GRID);
  context.fillStyle = STYLE[glyph].color;
  circle(GRID / 2, GRID / 2, DISC);
  Object.assign(context, {
    strokeStyle: '#fff',
    fillStyle: '#fff',
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
  context.restore();
}
