/** A network's weights as plain arrays by name ("block1_conv1/kernel"). */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Values by name, as "block1_conv1/kernel", each in the layout of its tfjs variable. */
export type Weights = Map<string, Float32Array>;

interface Named {
  readonly name: string;
  readonly variable: tf.Variable;
  readonly trainable: boolean;
}

function variableOf(value: tf.Tensor): tf.Variable {
  if (value instanceof tf.Variable) return value;
  throw new Error('A weight of a layer is no variable, so it could not be written.');
}

/** The model's variables under names that do not depend on what else the process has built. */
export function variables(model: LayersModel): Named[] {
  return model.layers.flatMap((layer) =>
    layer.weights.map((weight) => ({
      name: `${layer.name}/${weight.originalName.split('/').at(-1)}`,
      variable: variableOf(weight.read()),
      trainable: layer.trainableWeights.includes(weight),
    })),
  );
}

/** Copies of all weights. */
export function readWeights(model: LayersModel): Weights {
  return new Map(variables(model).map(({ name, variable }) => [name, variable.dataSync<'float32'>().slice()]));
}

/** @throws Error naming a weight that is missing or of another size */
export function writeWeights(model: LayersModel, weights: Weights): void {
  for (const { name, variable } of variables(model)) {
    const values = weights.get(name);
    if (values?.length !== variable.size) {
      throw new Error(`Weight ${name} has ${values?.length ?? 'no'} values, the network expects ${variable.size}.`);
    }
    tf.tidy(() => variable.assign(tf.tensor(values.slice(), variable.shape)));
  }
}
