import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { EXPRESSIONS, type Probabilities } from '../expressions';
import { AREA, normalise, SIDE } from './input';
import type { ExpressionModel } from './model';

/** Tells the probabilities of each expression for crops of faces. */
export class Classifier {
  constructor(private readonly model: ExpressionModel) {}

  /**
   * All faces of a tick in one run of the network and one readback, as a readback from a GPU takes 5 to 15 ms whatever
   * its size (https://github.com/gpuweb/gpuweb/issues/4432).
   *
   * @param crops SIDE × SIDE grey levels each, 0 to 255.
   * @returns for each crop, probabilities in the order of EXPRESSIONS; 0 for those that the model does not know.
   */
  async classify(crops: readonly Float32Array[]): Promise<Probabilities[]> {
    if (crops.length === 0) return [];
    const input = new Float32Array(crops.length * AREA);
    for (const [i, crop] of crops.entries()) input.set(crop.map(normalise), i * AREA);
    const output = tidy(() => {
      const predicted = this.model.network.predict(tensor4d(input, [crops.length, SIDE, SIDE, 1]));
      // loadModel refuses networks with several outputs.
      return Array.isArray(predicted) ? predicted[0]! : predicted;
    });
    try {
      const values = await output.data();
      const { labels } = this.model.metadata;
      return crops.map((_, face) =>
        EXPRESSIONS.map((name) => {
          const label = labels.indexOf(name);
          return label < 0 ? 0 : values[face * labels.length + label]!;
        }),
      );
    } finally {
      output.dispose();
    }
  }

  dispose(): void {
    this.model.network.dispose();
  }
}
