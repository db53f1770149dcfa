import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { BATCH_NORM_RELU } from '../../training/operations/batch-norm-relu';
import { globalAverage } from '../../training/operations/global-average';
import { NESTEROV_STEP, nesterovStep } from '../../training/operations/nesterov-step';
import { checkPrecision, withPrecision } from '../../training/operations/precision';
import { on, relativeError, unavailable, values } from './onednn';

const TOLERANCE = 2e-6;

/** Why bfloat16 cannot be tested here. */
const noBfloat16 = (() => {
  try {
    return checkPrecision('bfloat16', 'onednn');
  } catch (error) {
    return (error as Error).message;
  }
})();

async function agrees(compute: () => tf.Tensor[]): Promise<void> {
  const expected = await on('cpu', compute);
  const actual = await on('onednn', compute);
  expected.forEach((reference, i) => {
    expect(relativeError(actual[i]!, reference), `result ${i}`).toBeLessThan(TOLERANCE);
  });
}

/** Value and gradients of `f`, each weighted so that no two outputs count alike. */
function withGradients(f: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: tf.Tensor[]): tf.Tensor[] {
  const weighted = (...x: tf.Tensor[]) => {
    const y = f(...x);
    return tf.sum(tf.mul(y, values(y.shape, 99)));
  };
  return [f(...inputs), ...tf.grads(weighted)(inputs)];
}

describe.skipIf(unavailable)('oneDNN kernels against the stock cpu kernels', () => {
  const convolutions: [string, number[], number[], number | [number, number], 'same' | 'valid' | number][] = [
    ['3×3, one channel in', [2, 12, 12, 1], [3, 3, 1, 8], 1, 'same'],
    ['3×3, channels that fill no vector', [3, 10, 10, 5], [3, 3, 5, 7], 1, 'same'],
    ['3×3, many channels', [2, 6, 6, 32], [3, 3, 32, 48], 1, 'same'],
    ['stride 2, padded on one side only', [2, 12, 12, 8], [3, 3, 8, 16], 2, 'same'],
    ['5×3, no padding', [2, 9, 11, 4], [5, 3, 4, 6], [2, 1], 'valid'],
    ['1×1', [2, 7, 7, 16], [1, 1, 16, 8], 1, 'same'],
  ];
  it.each(convolutions)('Conv2D and its gradients: %s', async (_, input, filter, strides, pad) => {
    await agrees(() =>
      withGradients(
        (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad),
        [values(input, 1), values(filter, 2)],
      ),
    );
  });

  it.skipIf(noBfloat16)(
    'Conv2D and its gradients in bfloat16, near the exact ones and no longer the same',
    async () => {
      const compute = () =>
        withGradients(
          (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'),
          [values([2, 6, 6, 32], 1), values([3, 3, 32, 48], 2)],
        );
      const exact = await on('onednn', compute);
      const rough = await on('onednn', () => withPrecision('bfloat16', compute));
      exact.forEach((reference, i) => {
        const error = relativeError(rough[i]!, reference);
        expect(error, `result ${i}`).toBeLessThan(1e-2);
        expect(error, `result ${i}`).toBeGreaterThan(1e-5);
      });
      expect(await on('onednn', compute), 'only as long as it is asked for').toEqual(exact);
    },
  );

  it('leaves dilated convolutions to the stock kernel', async () => {
    await agrees(() => [
      tf.conv2d(values([1, 9, 9, 2], 1) as tf.Tensor4D, values([3, 3, 2, 3], 2) as tf.Tensor4D, 1, 'same', 'NHWC', 2),
    ]);
  });

  it.each(['linear', 'relu', 'relu6', 'sigmoid'] as const)('FusedConv2D with bias and %s', async (activation) => {
    await agrees(() => [
      tf.fused.conv2d({
        x: values([2, 8, 8, 6], 1) as tf.Tensor4D,
        filter: values([3, 3, 6, 10], 2) as tf.Tensor4D,
        strides: 1,
        pad: 'same',
        bias: values([10], 3),
        activation,
      }),
    ]);
  });

  const pools: [string, number[], number, number, 'same' | 'valid'][] = [
    ['2×2', [3, 12, 12, 5], 2, 2, 'valid'],
    ['2×2, overlapping', [3, 12, 12, 5], 2, 1, 'valid'],
    ['3×3, overlapping, padded', [2, 9, 9, 16], 3, 2, 'same'],
    ['3×3, padded on one side only', [2, 12, 12, 16], 3, 2, 'same'],
  ];
  it.each(pools)('MaxPool and its gradient: %s', async (_, input, size, strides, pad) => {
    await agrees(() => withGradients((x) => tf.maxPool(x as tf.Tensor4D, size, strides, pad), [values(input, 1)]));
  });

  it.each(pools)('AvgPool: %s; its gradient is its transpose', async (_, input, size, strides, pad) => {
    const pool = (x: tf.Tensor) => tf.avgPool(x as tf.Tensor4D, size, strides, pad);
    await agrees(() => [pool(values(input, 1))]);
    // The stock gradient divides by the whole window where part of it is padding, unlike the stock kernel.
    const [there = [], back = []] = await on('onednn', () => {
      const [x, moved] = [values(input, 1), pool(values(input, 1))];
      const [dy, dx] = [values(moved.shape, 2), tf.grad(pool)(x, values(moved.shape, 2))];
      return [tf.sum(tf.mul(moved, dy)), tf.sum(tf.mul(x, dx))];
    });
    expect(Math.abs(there[0]!)).toBeGreaterThan(1);
    expect(back[0]! / there[0]!).toBeCloseTo(1, 4);
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('BatchMatMul with transposes %s, %s', async (transposeA, transposeB) => {
    await agrees(() =>
      withGradients(
        (a, b) => tf.matMul(a, b, transposeA, transposeB),
        [values(transposeA ? [7, 5] : [5, 7], 1), values(transposeB ? [3, 7] : [7, 3], 2)],
      ),
    );
  });

  it('batch norm with ReLU, and its gradients', async () => {
    const reference = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      return tf.relu(
        tf.batchNorm(
          x as tf.Tensor4D,
          mean as tf.Tensor1D,
          variance as tf.Tensor1D,
          beta as tf.Tensor1D,
          gamma as tf.Tensor1D,
          1e-3,
        ),
      );
    };
    const fused = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) =>
      (tf.engine().runKernel(BATCH_NORM_RELU, { x, gamma, beta }, { epsilon: 1e-3 }) as tf.Tensor[])[0]!;
    const inputs = () => [values([4, 6, 6, 20], 1), values([20], 2), values([20], 3)];
    const expected = await on('cpu', () => withGradients(reference, inputs()));
    const actual = await on('onednn', () => withGradients(fused, inputs()));
    expected.forEach((e, i) => {
      expect(relativeError(actual[i]!, e), `result ${i}`).toBeLessThan(1e-5);
    });
  });

  it('global average and its gradient', async () => {
    await agrees(() => withGradients((x) => globalAverage(x as tf.Tensor4D), [values([3, 4, 5, 6], 1)]));
  });

  it('mean over height and width, as exported networks ask for it', async () => {
    await agrees(() => [
      tf.mean(values([3, 4, 5, 6], 1), [1, 2]),
      tf.mean(values([3, 4, 5, 6], 1), [1, 2], true),
      tf.mean(values([3, 4], 2), 1),
    ]);
  });

  it('Add of large equal shapes, and of shapes that broadcast', async () => {
    await agrees(() => [
      tf.add(values([8, 24, 24, 16], 1), values([8, 24, 24, 16], 2)),
      tf.add(values([8, 24, 24, 16], 1), values([16], 2)),
    ]);
  });

  it('Nesterov’s step, three times in a row', async () => {
    await agrees(() => {
      const [variable, velocity] = [values([40, 3], 1), values([40, 3], 2)].map((start) => tf.variable(start));
      for (const seed of [3, 4, 5])
        nesterovStep(
          { variable: variable!, gradient: values([40, 3], seed), velocity: velocity! },
          { rate: 0.1, momentum: 0.9, decay: 0.01 },
        );
      return [tf.clone(variable!), tf.clone(velocity!)];
    });
    expect(tf.getKernel(NESTEROV_STEP, 'onednn'), 'has one of its own').toBeDefined();
    expect(tf.getKernel(NESTEROV_STEP, 'cpu')).toBeUndefined();
  });
});

describe.skipIf(unavailable)('the buffer pool', () => {
  it('never lets a reused buffer change what was read or sliced before', async () => {
    await tf.setBackend('onednn');
    const x = values([4, 24, 24, 16], 1) as tf.Tensor4D;
    const w = values([3, 3, 16, 16], 2) as tf.Tensor4D;
    const first = tf.conv2d(x, w, 1, 'same');
    const read = first.dataSync() as Float32Array;
    const sliced = tf.slice(first, [0], [2]);
    const before = read.slice();
    first.dispose();
    tf.conv2d(tf.neg(x), w, 1, 'same').dispose();
    expect(relativeError(read, before)).toBe(0);
    expect(relativeError(sliced.dataSync() as Float32Array, before.subarray(0, sliced.size))).toBe(0);
  });
});
