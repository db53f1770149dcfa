import { describe, expect, it } from 'vitest';
import type { Layer } from '../../src/engine/kernels/layers';
import { partsOf } from '../../src/engine/kernels/parts';
import { tileFor } from '../../src/engine/kernels/winograd';

const none = new Float32Array();
const conv = (name: string, input: string, channels: number): Layer => {
  return { name, inputs: [input], kind: 'convolution', channels, isRectified: true, filters: none, bias: none };
};
const halve = (name: string, input: string): Layer => ({ name, inputs: [input], kind: 'meanPool', size: 2, stride: 2 });
const end = (input: string): Layer[] => [
  { name: 'average', inputs: [input], kind: 'average' },
  { name: 'softmax', inputs: ['average'], kind: 'softmax', channels: 8, filters: none, bias: none },
];

describe('a network’s parts', () => {
  const layers = [
    conv('a', 'face', 16),
    halve('b', 'a'),
    conv('c', 'b', 48),
    conv('d', 'c', 48),
    halve('e', 'd'),
    conv('f', 'e', 96),
    halve('g', 'f'),
    conv('h', 'g', 176),
    ...end('h'),
  ];
  const named = (most: number) =>
    partsOf({ side: 48, input: 'face', layers }, most).map((part) => [
      part.faces,
      part.layers.map(({ name }) => name).join(''),
    ]);

  it('take large pictures one at a time, and the more the smaller they are', () => {
    const [large, middle, small] = named(100);
    expect(large).toEqual([1, 'abcde']);
    expect(middle![1]).toBe('fg');
    expect(small![1]).toBe('h');
    expect(middle![0]).toBeGreaterThan(1);
    expect(small![0]).toBeGreaterThan(middle![0] as number);
  });

  it('take no more faces than a run does', () => {
    expect(named(1)).toEqual([[1, 'abcdefgh']]);
    expect(named(2).map(([faces]) => faces)).toEqual([1, 2]);
  });
});

it.each([
  [24, 4],
  [12, 4],
  [6, 3],
  [7, 4],
  [3, 3],
  [2, 2],
])('tiles of a picture %s pixels wide are %s wide, for the fewest products', (side, tile) => {
  expect(tileFor(side)).toBe(tile);
});
