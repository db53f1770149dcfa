import type { ModelMetadata } from './model-metadata';

/** What tells expressions, wherever it runs. */
export interface ExpressionNetwork {
  /**
   * @param faces INPUT_SIDE × INPUT_SIDE numbers each, as the network wants them.
   * @returns for each the probabilities of the model's labels, one after the other.
   */
  run(faces: readonly Float32Array[]): Float32Array | Promise<Float32Array>;
  dispose(): void;
}

/** A network, and what its numbers mean. */
export interface ExpressionModel {
  readonly metadata: ModelMetadata;
  readonly network: ExpressionNetwork;
}
