import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Architecture, buildInferenceModel, buildTrainingModel } from '../../training/model';
import { picturesOf } from '../../training/predict';
import { beginFrom } from '../../training/warmStart';
import { readWeights } from '../../training/weights';
import { drawnFaces } from './drawnFaces';
import { relativeError, unavailable, values } from './onednn';

const blocks = [
  { width: 8, convolutions: 1 },
  { width: 16, convolutions: 2, residual: true },
];
const architecture: Architecture = { blocks, dropout: 0 };

describe.skipIf(unavailable)('a network that begins from a shipped one', () => {
  const faces = drawnFaces(24);
  const rows = Uint32Array.from({ length: 24 }, (_, i) => i);
  beforeAll(() => tf.setBackend('onednn'));

  function shipped() {
    const model = buildInferenceModel(architecture, { fer2013: true });
    model.setWeights(model.getWeights().map((w, i) => tf.mul(values(w.shape, i + 1), w.rank === 4 ? 0.2 : 0.5)));
    return model;
  }
  const answers = (model: ReturnType<typeof shipped>) =>
    (model.apply(picturesOf(faces, rows), { training: false }) as tf.Tensor[]).map((t) => t.dataSync() as Float32Array);

  it('says what that one says', () => {
    const before = shipped();
    const { model } = buildTrainingModel(architecture, 1);
    beginFrom(model, architecture, readWeights(before), faces, rows.subarray(0, 16));
    const expected = answers(before);
    answers(model).forEach((values, head) => {
      expect(relativeError(values, expected[head]!)).toBeLessThan(1e-4);
    });
  });

  it('says nearly so with excitation that is new', () => {
    const before = shipped();
    const excited = { ...architecture, blocks: blocks.map((block) => ({ ...block, excitation: block.width > 8 })) };
    const { model } = buildTrainingModel(excited, 1);
    beginFrom(model, excited, readWeights(before), faces, rows);
    const [said, expected] = [answers(model)[0]!, answers(before)[0]!];
    expect(relativeError(said, expected)).toBeGreaterThan(1e-4);
    expect(relativeError(said, expected)).toBeLessThan(0.1);
  });

  it('refuses one of another shape, naming the weight', () => {
    const narrow: Architecture = { blocks: [{ width: 8, convolutions: 1 }], dropout: 0 };
    const { model } = buildTrainingModel(narrow, 1);
    expect(() => beginFrom(model, narrow, readWeights(shipped()), faces, rows)).toThrow(/expression\/kernel has 128/);
  });
});
