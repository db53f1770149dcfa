import type { Probabilities } from '../expressions';
import type { ExpressionModel } from './expression-network';
import { normalised } from './input';
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
    const faces = crops.map(normalised);
    const values = await this.model.network.run(faces);
    const { labels } = this.model.metadata;
    return faces.map((_, face) => Array.from(values.subarray(face * labels.length, (face + 1) * labels.length)));
  }
}
