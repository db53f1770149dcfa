import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTrainingModel, FERPLUS_HEADS, isFrozen } from '../../training/network/model';
import { readWeights } from '../../training/network/weights';

const blocks = [
  { width: 4, convolutions: 1 },
  { width: 8, convolutions: 1 },
];

describe('a network as it trains', () => {
  beforeAll(() => tf.setBackend('cpu'));

  const pictures = () => tf.randomNormal<tf.Rank.R4>([2, 16, 16, 1], 0, 1, 'float32', 1);

  it('drops by seed and step alone, whatever it and another were asked before', () => {
    const said = (model: ReturnType<typeof buildTrainingModel>, step: number) =>
      model.answer(pictures(), step).map((head) => [...head.dataSync()]);
    const architecture = { blocks, dropout: 0.5, poolDropout: 0.3 };
    const [one, other] = [buildTrainingModel(architecture, 3), buildTrainingModel(architecture, 3)];
    const third = said(one, 3);
    expect(said(other, 4)).not.toEqual(third);
    expect(said(one, 4)).toEqual(said(other, 4));
    expect(said(one, 3)).toEqual(third);
  });

  it('leaves the statistics of a frozen layer as they are, and no others', () => {
    const { model, answer } = buildTrainingModel({ blocks, dropout: 0 }, 3, FERPLUS_HEADS, ['block1']);
    const before = readWeights(model);
    answer(pictures(), 0);
    const changed = [...readWeights(model)].filter(([name, values]) => values.join() !== before.get(name)!.join());
    expect(changed.map(([name]) => name)).toEqual(['block2_norm1/mean', 'block2_norm1/variance']);
  });

  it.each([
    ['block1_conv2/kernel', ['block1'], true],
    ['block1_norm2', ['block1_conv2'], true],
    ['block1_norm1', ['block1_conv2'], false],
    ['expression/kernel', ['block1', 'block2'], false],
    ['block1_conv1', [], false],
  ])('%s is frozen by %j: %s', (layer, freeze, is) => {
    expect(isFrozen(layer, freeze)).toBe(is);
  });
});
