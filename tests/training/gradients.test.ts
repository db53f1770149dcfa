import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { buildTrainingModel } from '../../training/network/model';
import { variables } from '../../training/network/weights';
import { unavailable, values } from './onednn';

/**
 * Central differences: nudging a weight must change the loss as its gradient says. The step is large because the loss
 * is float32, so a few percent of error are the method's own.
 */
describe.skipIf(unavailable)('gradients of the whole network', () => {
  it.each([
    ['', false],
    [' of a mirrored network', true],
  ])('agree with central differences for a weight of every layer%s', async (_, mirror) => {
    await tf.setBackend('onednn');
    const blocks = [
      { width: 8, convolutions: 1 },
      { width: 16, convolutions: 2, residual: true },
    ];
    const { model } = buildTrainingModel({ blocks, dropout: 0, mirror }, 3);
    const images = values([4, 48, 48, 1], 1);
    const loss = () =>
      tf.tidy(() => {
        const [a, b] = model.apply(images, { training: true }) as [tf.Tensor, tf.Tensor];
        return tf.add(tf.mean(tf.mul(a, values(a.shape, 2))), tf.mean(tf.mul(b, values(b.shape, 3)))) as tf.Scalar;
      });
    const trained = variables(model).filter((v) => v.trainable);
    const { grads } = tf.variableGrads(
      loss,
      trained.map((t) => t.variable),
    );

    for (const { name, variable } of trained) {
      const gradient = grads[variable.name]!.dataSync() as Float32Array;
      // Along the gradient itself: the slope there is its length, far above rounding.
      const length = Math.hypot(...gradient);
      const step = 0.02 / Math.max(1, length);
      const original = (variable.dataSync() as Float32Array).slice();
      const at = (sign: number) => {
        const moved = original.map((w, i) => w + (sign * step * gradient[i]!) / length);
        tf.tidy(() => variable.assign(tf.tensor(moved, variable.shape)));
        return loss().dataSync()[0]!;
      };
      const slope = (at(1) - at(-1)) / (2 * step);
      tf.tidy(() => variable.assign(tf.tensor(original, variable.shape)));
      expect(slope / length, name).toBeGreaterThan(0.95);
      expect(slope / length, name).toBeLessThan(1.05);
    }
  });
});
