/** Winograd's minimal filtering F(tile × tile, 3 × 3), Lavin & Gray 2015, https://arxiv.org/abs/1509.09308; its matrices are in assembly/convolution.ts. */
export type TileSide = 2 | 3 | 4;

const TILES: readonly TileSide[] = [2, 3, 4];

/** Pixels that one tile makes, across: what needs the fewest products for a picture of so many pixels a side, then the fewest weights. */
export function tileFor(side: number): TileSide {
  return TILES.toSorted((a, b) => productsOf(side, a) - productsOf(side, b))[0]!;
}

/** Numbers of a layer's transformed filters. */
export function filterSize(inputs: number, outputs: number, tile: TileSide): number {
  return (tile + 2) ** 2 * inputs * outputs;
}

/**
 * Faces that go through a layer together: so many that what is made of them takes about as much memory as the layer's filters. Fewer,
 * and the filters are fetched anew too often; more, and what one step makes has left the cache before the next reads it.
 */
export function facesTogether(side: number, inputs: number, outputs: number): number {
  const tile = tileFor(side);
  return Math.ceil(filterSize(inputs, outputs, tile) / (productsOf(side, tile) * (inputs + outputs)));
}

/** Products of one face, of one input and one output channel. */
function productsOf(side: number, tile: TileSide): number {
  return Math.ceil(side / tile) ** 2 * (tile + 2) ** 2;
}
