import { type layers, SymbolicTensor } from '@tensorflow/tfjs-layers';

/** What a layer makes of one tensor of a network to be, or of several; tfjs' types leave open whether that is one. */
export function through(layer: layers.Layer, x: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
  const made = layer.apply(x);
  if (made instanceof SymbolicTensor) return made;
  throw new Error(`The layer ${layer.name} does not make one tensor.`);
}
