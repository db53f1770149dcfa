/** The shape of a picture's tensor or of a convolution's kernel. */
export type Shape4D = [number, number, number, number];

/** A shape, known to have four dimensions. @throws Error where it has others */
export function shape4D(shape: readonly number[]): Shape4D {
  const [a, b, c, d, ...more] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined || more.length > 0)
    throw new Error(`Expected a shape of four dimensions, not [${shape}].`);
  return [a, b, c, d];
}
