/** Winograd's minimal filtering F(tile × tile, 3 × 3), Lavin & Gray 2015, https://arxiv.org/abs/1509.09308; its matrices are in assembly/convolution.ts. */
export type TileSide = 2 | 4;

/** Pixels that one tile makes, across: what needs fewer products for a picture of so many pixels a side, then fewer weights. */
export function tileFor(side: number): TileSide {
  const products = (tile: number) => Math.ceil(side / tile) ** 2 * (tile + 2) ** 2;
  return products(4) < products(2) ? 4 : 2;
}

/** Numbers of a layer's transformed filters. */
export function filterSize(inputs: number, outputs: number, tile: TileSide): number {
  return (tile + 2) ** 2 * inputs * outputs;
}
