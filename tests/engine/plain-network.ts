import type { ModelFiles } from '../../src/engine/model-files';

/** A layer as tfjs-layers writes it. */
export interface PlainLayer {
  readonly class_name: string;
  readonly config: Record<string, unknown>;
  readonly inbound_nodes?: unknown;
}

const LABELS = 3;

/** Seeded nowhere: values that differ are all that is needed. */
const values = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(i));

export const picture = (shape: unknown[] = [null, 48, 48, 1]): PlainLayer => ({
  class_name: 'InputLayer',
  config: { name: 'picture', batch_input_shape: shape },
});
export const convolution = (name: string, filters: number, more: object = {}): PlainLayer => ({
  class_name: 'Conv2D',
  config: { name, filters, kernel_size: [3, 3], strides: [1, 1], padding: 'same', activation: 'relu', ...more },
});
export const meanPool = (name: string, size: number, stride: number): PlainLayer => ({
  class_name: 'AveragePooling2D',
  config: { name, pool_size: [size, size], strides: [stride, stride], padding: 'same' },
});
export const maxPool = (name: string, size: number, stride = 1): PlainLayer => ({
  class_name: 'MaxPooling2D',
  config: { name, pool_size: [size, size], strides: [stride, stride], padding: 'valid' },
});
export const ending = (units = LABELS): PlainLayer[] => [
  { class_name: 'GlobalAveragePooling2D', config: { name: 'mean' } },
  { class_name: 'Dense', config: { name: 'answer', units, activation: 'softmax' } },
];

/** What the files of a network of one layer after the other hold, and weights for all of its convolutions. */
export function plainNetwork(layers: readonly PlainLayer[]): ModelFiles {
  let channels = 1;
  const weightSpecs = layers.flatMap(({ class_name: kind, config: { name, filters, units } }) => {
    const outputs = Number(filters ?? units);
    if (kind !== 'Conv2D' && kind !== 'Dense') return [];
    const kernel = kind === 'Conv2D' ? [3, 3, channels, outputs] : [channels, outputs];
    channels = outputs;
    return [
      { name: `${name}/kernel`, shape: kernel, dtype: 'float32' as const },
      { name: `${name}/bias`, shape: [outputs], dtype: 'float32' as const },
    ];
  });
  const count = weightSpecs.reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
  return {
    modelTopology: { class_name: 'Sequential', config: { name: 'plain', layers } },
    weightSpecs,
    weightData: values(Math.ceil(count)).buffer as ArrayBuffer,
  };
}
