import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Probabilities } from '../expressions';
import { INPUT_AREA, INPUT_SIDE, normalise } from './input';
import type { ProcessorNetwork } from './kernels/processor-network';
import type { ExpressionModel } from './model';
import { Yielder } from './yielder';

/** Faces that one run of the network takes on the processor: some 50 ms. More at once are not faster there. */
export const CPU_BATCH = 8;

/** Tells the probabilities of each expression for crops of faces. */
export class Classifier {
  /**
   * @param batch faces that one run of the network takes at most.
   * @param processor runs the same network, where tfjs need not.
   */
  constructor(
    private readonly model: ExpressionModel,
    private readonly batch = Number.POSITIVE_INFINITY,
    private readonly processor: ProcessorNetwork | null = null,
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
    const faces = crops.map((crop) => crop.map(normalise));
    const values = this.processor ? this.processor.run(faces) : await this.predict(faces);
    const { labels } = this.model.metadata;
    return faces.map((_, face) => Array.from(values.subarray(face * labels.length, (face + 1) * labels.length)));
  }

  private async predict(faces: readonly Float32Array[]): Promise<Float32Array> {
    const input = new Float32Array(faces.length * INPUT_AREA);
    for (const [i, face] of faces.entries()) input.set(face, i * INPUT_AREA);
    const output = tidy(() => {
      const predicted = this.model.network.predict(tensor4d(input, [faces.length, INPUT_SIDE, INPUT_SIDE, 1]));
      // loadModel refuses networks with several outputs.
      return Array.isArray(predicted) ? predicted[0]! : predicted;
    });
    try {
      return await output.data<'float32'>();
    } finally {
      output.dispose();
    }
  }
}
