import '@tensorflow/tfjs-backend-cpu';
import { train } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Adam } from '../../training/fit/adam';

describe('Adam', () => {
  beforeAll(() => tf.setBackend('cpu'));

  const target = tf.tensor1d([1, -2, 3]);
  const loss = (w: tf.Variable) => tf.sum(tf.square(tf.sub(w, target))) as tf.Scalar;

  it('steps as the one of tfjs does', async () => {
    const [own, stock] = [tf.variable(tf.zeros([3])), tf.variable(tf.zeros([3]))];
    const optimizer = new Adam([{ name: 'w', variable: own }], 0);
    const theirs = train.adam(0.1);
    for (let i = 0; i < 20; i++) {
      optimizer.step(tf.variableGrads(() => loss(own), [own]).grads, 0.1);
      theirs.minimize(() => loss(stock), false, [stock]);
    }
    const [a, b] = [await own.data(), await stock.data()];
    for (const [i, value] of a.entries()) expect(value).toBeCloseTo(b[i]!, 4);
  });

  it('goes on as if it had never been put away', async () => {
    const run = (steps: number, restored?: { w: Float32Array; state: Map<string, Float32Array> }) => {
      const w = tf.variable(tf.tensor1d(Array.from(restored?.w ?? [0, 0, 0])));
      const optimizer = new Adam([{ name: 'w', variable: w }], 0);
      if (restored) optimizer.restore(restored.state);
      for (let i = 0; i < steps; i++) optimizer.step(tf.variableGrads(() => loss(w), [w]).grads, 0.1);
      return { w: w.dataSync().slice() as Float32Array, state: optimizer.state() };
    };
    expect([...run(5, run(5)).w]).toEqual([...run(10).w]);
  });
});
