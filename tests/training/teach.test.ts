import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { type LayersModel, layers, model as network, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { FLIPPED, mirror } from '../../training/dataset/augment';
import { Batches, emptyBatch } from '../../training/dataset/batches';
import { teachOnce } from '../../training/keptLessons';
import { softmax } from '../../training/metrics';
import { buildInferenceModel } from '../../training/model';
import { predict } from '../../training/predict';
import { teach } from '../../training/teach';
import { drawnFaces } from './drawnFaces';

const faces = drawnFaces(5);
const rows = Uint32Array.of(3, 0, 4);
const signal = new AbortController().signal;
const options = { views: 1, share: 0.5, signal };

/** A small network of random weights with both heads, giving logits. */
function teacher(seed: number): LayersModel {
  const model = buildInferenceModel({ blocks: [{ width: 4, convolutions: 1 }], dropout: 0 }, { fer2013: true });
  model.setWeights(model.getWeights().map((w, i) => tf.randomNormal(w.shape, 0, 0.4, 'float32', seed + i)));
  return model;
}

/** The same with probabilities, cooled by a temperature as an exported network is. */
function exported(model: LayersModel, temperature: number): LayersModel {
  const outputs = model.outputs.map((logits) => {
    const cooling = layers.dense({ units: logits.shape[1]!, useBias: false });
    const cooled = cooling.apply(logits) as SymbolicTensor;
    cooling.setWeights([tf.mul(tf.eye(logits.shape[1]!), 1 / temperature)]);
    return layers.softmax().apply(cooled) as SymbolicTensor;
  });
  return network({ inputs: model.inputs, outputs });
}

const far = (a: Float32Array, b: Float32Array) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe('what teachers say', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('is the mean of their probabilities, in the order of the rows', () => {
    const [one, other] = [teacher(1), teacher(50)];
    const lessons = teach(
      [one, other].map((net) => ({ network: net, sharpenedBy: 'logits' as const })),
      faces,
      rows,
      options,
    );
    const [a, b] = [one, other].map((net) => softmax(predict(net, faces, rows)[1]!, 7));
    expect(
      far(
        lessons.classes,
        a!.map((p, i) => (p + b![i]!) / 2),
      ),
    ).toBeLessThan(1e-6);
    expect(far(a!, b!), 'the two do not say the same').toBeGreaterThan(0.01);
  });

  it('is the same of an exported network, whose temperature is undone', () => {
    const net = teacher(7);
    const trained = teach([{ network: net, sharpenedBy: 'logits' }], faces, rows, options);
    const shipped = teach([{ network: exported(net, 0.5), sharpenedBy: 0.5 }], faces, rows, options);
    expect(far(trained.expressions, shipped.expressions)).toBeLessThan(1e-5);
    expect(far(trained.classes, shipped.classes)).toBeLessThan(1e-5);
  });

  it('takes several looks at a picture, always the same ones', () => {
    const said = (views: number) =>
      teach([{ network: teacher(7), sharpenedBy: 'logits' }], faces, rows, { ...options, views });
    expect(said(3)).toEqual(said(3));
    expect(far(said(3).classes, said(1).classes)).toBeGreaterThan(1e-4);
    for (let i = 0; i < rows.length; i++)
      expect(
        said(3)
          .expressions.subarray(i * 8, i * 8 + 8)
          .reduce((a, b) => a + b),
      ).toBeCloseTo(1, 5);
  });

  it('is about the very pictures that a network is then shown, if each look has its own answer', () => {
    const network = teacher(7);
    const consistent = { ...FLIPPED, rotation: 20, scale: 0.2, erase: 0.5 };
    const lessons = teach([{ network, sharpenedBy: 'logits' }], faces, rows, {
      ...options,
      views: 2,
      share: 1,
      consistent,
    });
    const recipe = { seed: 3, batch: 3, augmentation: consistent, mixup: 0, labelSmoothing: 0, classBalance: 0 };
    const batches = new Batches(faces, rows, { ...recipe, lessons });
    const shown = [0, 1, 2].map((epoch) => {
      const batch = emptyBatch(3);
      batches.fill(epoch, 0, batch);
      return batch;
    });
    for (const { images, classes } of shown) {
      const pixels = Uint8Array.from(images, (x) => Math.round(x * 64 + 128));
      const turned = pixels.slice();
      mirror(turned);
      const [a, b] = [pixels, turned].map((asked) => softmax(predict(network, { pixels: asked }, [0, 1, 2])[1]!, 7));
      expect(
        far(
          classes,
          a!.map((p, i) => (p + b![i]!) / 2),
        ),
      ).toBeLessThan(1e-3);
    }
    const sums = shown.map(({ images }) => images.reduce((sum, x) => sum + x));
    expect(sums[2], 'the first looks again, mirrored or not').toBeCloseTo(sums[0]!, 2);
    expect(Math.abs(sums[1]! - sums[0]!)).toBeGreaterThan(1);
  });

  it('is asked for once, unless something changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'facet-lessons-'));
    try {
      let asked = 0;
      const say = (seed: number, consistent = FLIPPED) =>
        teachOnce(
          'somebody',
          [{ network: teacher(seed), sharpenedBy: 'logits' }],
          faces,
          rows,
          {
            ...options,
            views: 2,
            consistent,
            onProgress: () => asked++,
          },
          folder,
        );
      const first = say(7);
      expect(asked).toBe(2);
      expect(say(7)).toEqual(first);
      expect(asked).toBe(2);
      expect(say(7, { ...FLIPPED, erase: 1 })).not.toEqual(first);
      expect(asked, 'other pictures').toBe(4);
      expect(say(8)).not.toEqual(first);
      expect(asked, 'another teacher of that name').toBe(6);
      writeFileSync(join(folder, readdirSync(folder)[0]!), 'cut off');
      writeFileSync(join(folder, readdirSync(folder)[1]!), 'cut off');
      expect(say(7)).toEqual(first);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('ends with the signal', () => {
    const aborted = AbortSignal.abort();
    expect(() =>
      teach([{ network: teacher(7), sharpenedBy: 'logits' }], faces, rows, { ...options, signal: aborted }),
    ).toThrow();
  });
});
