import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { foldBatchNorm } from '../../training/network/fold-batch-norm';
import { ConvolutionRelu } from '../../training/network/layers/convolution-relu';
import { type Architecture, buildInferenceModel, buildTrainingModel } from '../../training/network/model';
import { picturesOf } from '../../training/network/predict';
import { readWeights, writeWeights } from '../../training/network/weights';
import { drawnFaces } from './drawn-faces';
import { relativeError, values } from './onednn';

describe('a network without batch norm, with dense layers', () => {
  beforeAll(() => tf.setBackend('cpu'));
  const architecture: Architecture = {
    blocks: [
      { width: 4, convolutions: 1 },
      { width: 8, convolutions: 1 },
    ],
    dropout: 0.5,
    norm: false,
    poolDropout: 0.25,
    hidden: [16],
  };

  it('says as it ships what it said in training', () => {
    const { model: trained } = buildTrainingModel(architecture, 1, { labels: 3, fer2013: false });
    const shipped = buildInferenceModel(architecture, { fer2013: false, labels: 3, logits: true });
    writeWeights(shipped, foldBatchNorm(readWeights(trained), architecture));
    const pictures = picturesOf(drawnFaces(4), [0, 1, 2, 3]);
    const [a, b] = [trained, shipped].map(
      (network) => (network.apply(pictures, { training: false }) as tf.Tensor).dataSync() as Float32Array,
    );
    expect(relativeError(a!, b!)).toBeLessThan(1e-5);
  });

  it('has the gradients of the stock operations', () => {
    const layer = new ConvolutionRelu({ name: 'c', filters: 5, seed: 1 });
    const x = values([2, 6, 6, 3], 2) as tf.Tensor4D;
    layer.apply(x);
    const [kernel, bias] = layer.weights.map((weight) => weight.read() as tf.Variable) as [tf.Variable, tf.Variable];
    bias.assign(values([5], 4) as tf.Tensor1D);
    const weights = values([2, 6, 6, 5], 3);
    const gradients = (compute: () => tf.Tensor) =>
      tf.variableGrads(() => tf.sum(tf.mul(compute(), weights)) as tf.Scalar, [kernel, bias]).grads;
    const own = gradients(() => layer.apply(x) as tf.Tensor);
    const stock = gradients(() => tf.relu(tf.add(tf.conv2d(x, kernel as unknown as tf.Tensor4D, 1, 'same'), bias)));
    for (const { name } of [kernel, bias])
      expect(
        relativeError(own[name]!.dataSync() as Float32Array, stock[name]!.dataSync() as Float32Array),
      ).toBeLessThan(1e-5);
  });
});
