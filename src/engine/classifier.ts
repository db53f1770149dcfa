import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Probabilities } from '../expressions';
import { INPUT_AREA, INPUT_SIDE, normalise } from './input';
import type { ExpressionModel } from './model';
import { Yielder } from './yielder';

/** Faces that one run of the network takes on the processor: some 50 ms. More at once are not faster there. */
export const CPU_BATCH = 8;

/** Tells the probabilities of each expression for crops of faces. */
export class Classifier {
  /** @param batch faces that one run of the network takes at most. */
  constructor(
    private readonly model: ExpressionModel,
    private readonly batch = Number.POSITIVE_INFINITY,
  ) {}

  /**
   * All faces of a tick in as few runs and readbacks as may be: a readback from a GPU takes 5 to 15 ms whatever its size
   * (https://github.com/gpuweb/gpuweb/issues/4432).
   *
   * @param crops INPUT_SIDE × INPUT_SIDE grey levels each, 0 to 255.
   * @returns for each crop, probabilities in the order of the model's labels.
   */
  async classify(crops: readonly Float32Array[]): Promise<Probabilities[]> {
    const yielder = new Yielder();
    const all: Probabilities[] = [];
    while (all.length < crops.length) {
      await yielder.yieldIfDue();
      all.push(...(await this.run(crops.slice(all.length, all.length + this.batch))));
    }
    return all;
  }

  dispose(): void {
    this.model.network.dispose();
  }

  private async run(crops: readonly Float32Array[]): Promise<Probabilities[]> {
    const input = new Float32Array(crops.length * INPUT_AREA);
    for (const [i, crop] of crops.entries()) input.set(crop.map(normalise), i * INPUT_AREA);
    const output = tidy(() => {
      const predicted = this.model.network.predict(tensor4d(input, [crops.length, INPUT_SIDE, INPUT_SIDE, 1]));
      // loadModel refuses networks with several outputs.
      return Array.isArray(predicted) ? predicted[0]! : predicted;
    });
    try {
      const values = await output.data();
      const { labels } = this.model.metadata;
      return crops.map((_, face) => Array.from(values.subarray(face * labels.length, (face + 1) * labels.length)));
    } finally {
      output.dispose();
    }
  }
}
