import { describe, expect, it } from 'vitest';
import { NoKernel } from '../../src/engine/kernels/kernels';
import { layersOf } from '../../src/engine/kernels/layers';
import { convolution, ending, maxPool, meanPool, type PlainLayer, picture, plainNetwork } from './plain-network';

const network = ({
  pool = meanPool('pool', 2, 2),
  first = picture(),
  filters = 8,
  units = 3,
}: {
  pool?: PlainLayer;
  first?: PlainLayer;
  filters?: number;
  units?: number;
}) => layersOf(plainNetwork([first, convolution('look', filters), pool, ...ending(units)]));

describe('layersOf', () => {
  it('tells of what runs, and of how much it answers', () => {
    const { side, labels, layers } = network({});
    expect({ side, labels }).toEqual({ side: 48, labels: 3 });
    expect(layers.map(({ kind }) => kind)).toEqual(['convolution', 'meanPool', 'average', 'softmax']);
  });

  it('leaves an answer that does not come from the mean to tfjs', () => {
    const layers = [picture(), convolution('look', 8), maxPool('most', 48), ...ending()];
    const before = ['', 'picture', 'look', 'most', 'mean'];
    const graph = (answerFrom: string) => ({
      ...plainNetwork(layers),
      modelTopology: {
        class_name: 'Model',
        config: {
          layers: layers.map((layer, i) => {
            const from = layer.config.name === 'answer' ? answerFrom : before[i];
            return { ...layer, inbound_nodes: from ? [[[from, 0, 0, {}]]] : [] };
          }),
          input_layers: [['picture', 0, 0]],
          output_layers: [['answer', 0, 0]],
        },
      },
    });
    expect(layersOf(graph('mean')).labels).toBe(3);
    expect(() => layersOf(graph('most'))).toThrow(NoKernel);
  });

  it.each<[string, Parameters<typeof network>[0]]>([
    ['a stride of 1.5', { pool: meanPool('pool', 2, 1.5) }],
    ['a mean over 2.5 pixels', { pool: meanPool('pool', 2.5, 2) }],
    ['a maximum over 2.5 pixels', { pool: maxPool('pool', 2.5) }],
    ['a mean over no pixels', { pool: meanPool('pool', 0, 2) }],
    ['a stride of −1', { pool: meanPool('pool', 2, -1) }],
    ['a picture of 47.5 pixels', { first: picture([null, 47.5, 47.5, 1]) }],
    ['a picture of −48 pixels', { first: picture([null, -48, -48, 1]) }],
    ['half a label', { units: 2.5 }],
  ])('leaves %s to tfjs', (_, changed) => {
    expect(() => network(changed)).toThrow(NoKernel);
  });
});
