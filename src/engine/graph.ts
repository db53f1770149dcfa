import {
  add,
  concat,
  fused,
  getBackend,
  image,
  maxPool,
  pad,
  relu,
  reshape,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tensor,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { turnOn } from './tfjs-turn';

/** One step of a network; tensors are known by numbers, weights by their place in the list. */
export interface GraphOperation {
  readonly kind: 'add' | 'concat' | 'conv' | 'depthwise' | 'maxPool' | 'relu' | 'reshape' | 'resize' | 'pad';
  readonly inputs: readonly number[];
  readonly output: number;
  readonly pad?: 'same' | 'valid';
  readonly stride?: number;
  readonly size?: number;
  readonly filter?: number;
  readonly bias?: number;
  readonly relu?: boolean;
  /** Without the batch. */
  readonly shape?: readonly number[];
  /** Of each side of each dimension. */
  readonly paddings?: readonly number[];
  /** Pixels' middles, rather than their corners, are resized. */
  readonly half?: boolean;
}

/** A network as training/detector/tflite-graph.ts writes it: [n, side, side, 3] → outputs. */
export interface GraphDescription {
  readonly side: number;
  readonly input: number;
  readonly outputs: readonly number[];
  readonly operations: readonly GraphOperation[];
  /** Offsets in numbers; the file has them in half precision. */
  readonly weights: readonly { readonly shape: readonly number[]; readonly offset: number }[];
}

/** What runs a described network, wherever. */
export type NetworkRunner = Pick<Graph, 'side' | 'run' | 'dispose'>;

/** Runs a described network on a back end of tfjs that was started: what MediaPipe's file needs, and no more. */
export class Graph {
  private readonly weights: readonly Tensor[];

  constructor(
    private readonly description: GraphDescription,
    weights: Float16Array | Float32Array,
    private readonly backend = getBackend(),
  ) {
    turnOn(backend);
    this.weights = description.weights.map(({ shape, offset }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      return tensor(new Float32Array(weights.subarray(offset, offset + size)), [...shape]);
    });
  }

  get side(): number {
    return this.description.side;
  }

  /** @param picture [side, side, 3]. @returns the outputs, in the description's order. */
  async run(picture: Float32Array): Promise<Float32Array[]> {
    const { side } = this;
    turnOn(this.backend);
    const outputs = tidy(() => {
      const input = tensor4d(picture, [1, side, side, 3]);
      const known = new Map<number, Tensor>([[this.description.input, input]]);
      for (const operation of this.description.operations) {
        const inputs = operation.inputs.map((number) => known.get(number)!);
        known.set(operation.output, this.step(operation, inputs as [Tensor4D]));
      }
      return this.description.outputs.map((number) => known.get(number)!);
    });
    try {
      return await Promise.all(outputs.map((output) => output.data<'float32'>()));
    } finally {
      for (const output of outputs) output.dispose();
    }
  }

  dispose(): void {
    for (const weight of this.weights) weight.dispose();
  }

  private step(operation: GraphOperation, inputs: [Tensor4D, ...Tensor4D[]]): Tensor {
    const [x] = inputs;
    const stride = operation.stride ?? 1;
    const layout = operation.pad ?? 'same';
    switch (operation.kind) {
      case 'conv':
      case 'depthwise': {
        const convolution = operation.kind === 'conv' ? fused.conv2d : fused.depthwiseConv2d;
        const filter = this.weights[operation.filter!] as Tensor4D;
        const bias = this.weights[operation.bias!]!;
        const activation = operation.relu ? 'relu' : 'linear';
        return convolution({ x, filter, bias, strides: stride, pad: layout, activation });
      }
      case 'maxPool':
        return maxPool(x, operation.size!, stride, layout);
      case 'relu':
        return relu(x);
      case 'add':
        return add(x, inputs[1]!);
      case 'concat':
        return concat(inputs as unknown as Tensor3D[], 1);
      case 'reshape':
        return reshape(x, [x.shape[0], ...operation.shape!]);
      case 'resize': {
        const [height, width] = operation.shape as [number, number];
        return image.resizeBilinear(x, [height, width], false, operation.half ?? false);
      }
      case 'pad': {
        const flat = operation.paddings!;
        return pad(
          x,
          x.shape.map((_, i): [number, number] => [flat[2 * i]!, flat[2 * i + 1]!]),
        );
      }
    }
  }
}
