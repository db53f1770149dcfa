import { parentOf } from './shadow';

export interface Flip {
  readonly x: boolean;
  readonly y: boolean;
}

/** Whether CSS shows an element mirrored (self views do), by its own transforms and those of its ancestors. */
export function flipOf(element: Element): Flip {
  let matrix = new DOMMatrix();
  for (let node: Element | null = element; node; node = parentOf(node)) {
    const { transform, scale, rotate } = getComputedStyle(node);
    if (transform !== 'none') matrix = new DOMMatrix(transform).multiply(matrix);
    if (scale !== 'none') {
      const [x = 1, y = x] = scale.split(' ').map(Number);
      matrix = new DOMMatrix().scale(x, y).multiply(matrix);
    }
    const degrees = rotate === 'none' ? null : /^(-?[\d.]+)deg$/.exec(rotate);
    if (degrees) matrix = new DOMMatrix().rotate(Number(degrees[1])).multiply(matrix);
  }
  return { x: matrix.m11 < -1e-6, y: matrix.m22 < -1e-6 };
}
