import type { Layer, Layers } from './layers';
import { facesTogether } from './winograd';

/** Layers that follow each other, and how many faces go through all of them before others do. */
export interface Part {
  readonly faces: number;
  readonly layers: readonly Layer[];
}

/**
 * A network's layers but the last two, in parts: large pictures go through few at a time, small ones many, so that both they
 * and the filters are in the processor's cache when they are needed.
 *
 * @param most faces at a time.
 */
export function partsOf({ side, input, layers }: Pick<Layers, 'side' | 'input' | 'layers'>, most: number): Part[] {
  const shapes = new Map([[input, { side, channels: 1 }]]);
  const parts: { side: number; faces: number; layers: Layer[] }[] = [];
  for (const layer of layers.slice(0, -2)) {
    const from = shapes.get(layer.inputs[0]!)!;
    const last = parts.at(-1);
    const isConvolution = layer.kind === 'convolution';
    // Of the grey picture itself there are no tiles, and it is the largest.
    const faces =
      isConvolution && from.channels > 1 ? Math.min(most, facesTogether(from.side, from.channels, layer.channels)) : 1;
    if (!last || (isConvolution && last.side !== from.side)) {
      parts.push({ side: from.side, faces, layers: [layer] });
    } else {
      if (isConvolution) last.faces = Math.min(last.faces, faces);
      last.layers.push(layer);
    }
    shapes.set(layer.name, {
      side: sideAfter(layer, from.side),
      channels: isConvolution ? layer.channels : from.channels,
    });
  }
  const merged: { faces: number; layers: Layer[] }[] = [];
  for (const { faces, layers } of parts) {
    const before = merged.at(-1);
    if (before?.faces === faces) before.layers.push(...layers);
    else merged.push({ faces, layers });
  }
  return merged;
}

function sideAfter(layer: Layer, side: number): number {
  if (layer.kind === 'maxPool') return side - layer.size + 1;
  return layer.kind === 'meanPool' ? Math.ceil(side / layer.stride) : side;
}
