import { PANEL } from './kernels';

/** Winograd's minimal filtering F(tile × tile, 3 × 3), Lavin & Gray 2015, https://arxiv.org/abs/1509.09308. */
export type TileSide = 2 | 4;

/** G of U = G g Gᵀ; one row for each of the tile + 2 points. The other two matrices are in assembly/convolution.ts. */
const FILTER: Readonly<Record<TileSide, readonly (readonly [number, number, number])[]>> = {
  2: [
    [1, 0, 0],
    [1 / 2, 1 / 2, 1 / 2],
    [1 / 2, -1 / 2, 1 / 2],
    [0, 0, 1],
  ],
  4: [
    [1 / 4, 0, 0],
    [-1 / 6, -1 / 6, -1 / 6],
    [-1 / 6, 1 / 6, -1 / 6],
    [1 / 24, 1 / 12, 1 / 6],
    [1 / 24, -1 / 12, 1 / 6],
    [0, 0, 1],
  ],
};

/** Pixels that one tile makes, across: what needs fewer products for a picture of so many pixels a side, then fewer weights. */
export function tileFor(side: number): TileSide {
  const products = (tile: number) => Math.ceil(side / tile) ** 2 * (tile + 2) ** 2;
  return products(4) < products(2) ? 4 : 2;
}

/** Numbers of a layer's transformed filters. */
export function filterSize(inputs: number, outputs: number, tile: TileSide): number {
  return (tile + 2) ** 2 * inputs * outputs;
}

/**
 * Transforms filters into what `multiply` of assembly/convolution.ts takes: [points, outputs / PANEL, inputs, PANEL].
 *
 * @param filters [3, 3, inputs, outputs]; outputs a multiple of PANEL.
 */
export function transformFilters(
  filters: ArrayLike<number>,
  inputs: number,
  outputs: number,
  tile: TileSide,
  into: Float32Array,
): void {
  const rows = FILTER[tile];
  const window = rows.length;
  const pairs = inputs * outputs;
  // Every filter at once, a line of G after the other: first down the columns, then along the rows.
  const half = new Float32Array(3 * pairs);
  for (let y = 0; y < window; y++) {
    const [p, q, r] = rows[y]!;
    for (let i = 0; i < 3 * pairs; i++) {
      half[i] = p * filters[i]! + q * filters[3 * pairs + i]! + r * filters[6 * pairs + i]!;
    }
    for (let x = 0; x < window; x++) {
      const [s, t, u] = rows[x]!;
      const plane = (y * window + x) * pairs;
      for (let input = 0, i = 0; input < inputs; input++) {
        for (let output = 0; output < outputs; output++, i++) {
          const panel = output - (output % PANEL);
          into[plane + panel * inputs + input * PANEL + (output % PANEL)] =
            s * half[i]! + t * half[pairs + i]! + u * half[2 * pairs + i]!;
        }
      }
    }
  }
}
