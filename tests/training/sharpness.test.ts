import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { worstNearby } from '../../training/sharpness';

describe('the gradient where the loss is worst nearby', () => {
  beforeAll(() => tf.setBackend('cpu'));

  /** x² + 10y², and a count of how often it was computed. */
  function bowl(x: number, y: number) {
    const trained = [tf.variable(tf.scalar(x)), tf.variable(tf.scalar(y))];
    const seen = tf.variable(tf.scalar(0), false);
    const gradients = () => {
      tf.tidy(() => seen.assign(tf.add(seen, 1)));
      return tf.variableGrads(
        () => tf.add(tf.square(trained[0]!), tf.mul(10, tf.square(trained[1]!))) as tf.Scalar,
        trained,
      );
    };
    return { trained, seen, gradients };
  }

  it('is taken one radius uphill, and everything is put back', () => {
    const { trained, seen, gradients } = bowl(3, 0.2);
    const here = gradients();
    const { value, grads } = worstNearby(gradients, here, { trained, kept: [seen], radius: 0.5 });
    // The gradient (6, 4) has the length √52.
    const [x, y] = [3 + (0.5 * 6) / Math.sqrt(52), 0.2 + (0.5 * 4) / Math.sqrt(52)];
    expect(grads[trained[0]!.name]!.dataSync()[0]).toBeCloseTo(2 * x, 5);
    expect(grads[trained[1]!.name]!.dataSync()[0]).toBeCloseTo(20 * y, 5);
    expect(value.dataSync()[0]).toBeCloseTo(9.4, 5);
    expect(trained.map((variable) => variable.dataSync()[0])).toEqual([3, Math.fround(0.2)]);
    expect(seen.dataSync()[0]).toBe(1);
  });

  it('stays where the gradient is zero', () => {
    const { trained, gradients } = bowl(0, 0);
    const { grads } = worstNearby(gradients, gradients(), { trained, kept: [], radius: 0.5 });
    expect(Object.values(grads).map((g) => Math.abs(g.dataSync()[0]!))).toEqual([0, 0]);
  });

  it('leaves no tensor behind but its result', () => {
    const { trained, seen, gradients } = bowl(3, 0.2);
    const before = tf.memory().numTensors;
    const { value, grads } = worstNearby(gradients, gradients(), { trained, kept: [seen], radius: 0.5 });
    expect(tf.memory().numTensors).toBe(before + 3);
    tf.dispose([value, grads]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
