/** A network's weights as plain arrays by name ("block1_conv1/kernel"), and batch norm folded into them. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { EPSILON } from './layers/batchNormRelu';
import { untie } from './mirror';
import { type Architecture, convolutionNames, EXPRESSION_HEAD, FER2013_HEAD, normName } from './model';

export type Weights = Map<string, Float32Array>;

interface Named {
  readonly name: string;
  readonly variable: tf.Variable;
  readonly trainable: boolean;
}

/** The model's variables under names that do not depend on what else the process has built. */
export function variables(model: LayersModel): Named[] {
  return model.layers.flatMap((layer) =>
    layer.weights.map((weight) => ({
      name: `${layer.name}/${weight.originalName.split('/').at(-1)}`,
      variable: weight.read() as tf.Variable,
      trainable: layer.trainableWeights.includes(weight),
    })),
  );
}

/** Copies of all weights. */
export function readWeights(model: LayersModel): Weights {
  return new Map(variables(model).map(({ name, variable }) => [name, (variable.dataSync() as Float32Array).slice()]));
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

/**
 * conv(x) · gamma/√(variance + ε) + (beta − mean · gamma/√(variance + ε)) is one convolution with a bias: kernels are
 * scaled per output channel. Dense layers are copied.
 * @returns weights for buildInferenceModel
 */
export function foldBatchNorm(trained: Weights, architecture: Architecture): Weights {
  const weights = architecture.mirror ? untie(trained, architecture) : trained;
  const get = (name: string) => {
    const values = weights.get(name);
    if (!values) throw new Error(`The checkpoint has no weight ${name}.`);
    return values;
  };
  const folded: Weights = new Map();
  for (const conv of convolutionNames(architecture)) {
    const norm = normName(conv);
    const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map((w) => get(`${norm}/${w}`)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const scale = gamma.map((g, c) => g / Math.sqrt(variance[c]! + EPSILON));
    folded.set(
      `${conv}/kernel`,
      get(`${conv}/kernel`).map((w, i) => w * scale[i % scale.length]!),
    );
    folded.set(
      `${conv}/bias`,
      beta.map((b, c) => b - mean[c]! * scale[c]!),
    );
  }
  for (const dense of [EXPRESSION_HEAD, FER2013_HEAD]) {
    for (const part of ['kernel', 'bias']) folded.set(`${dense}/${part}`, get(`${dense}/${part}`).slice());
  }
  return folded;
}
