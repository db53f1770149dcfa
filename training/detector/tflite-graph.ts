import { ByteBuffer } from 'flatbuffers';
import type { GraphDescription, GraphOperation } from '../../src/engine/graph';

/** Field numbers and enums: https://github.com/tensorflow/tensorflow/blob/v2.16.1/tensorflow/compiler/mlir/lite/schema/schema.fbs */
const OPERATIONS: Readonly<Record<number, GraphOperation['kind'] | 'dequantize'>> = {
  0: 'add',
  2: 'concat',
  3: 'conv',
  4: 'depthwise',
  6: 'dequantize',
  17: 'maxPool',
  19: 'relu',
  22: 'reshape',
  23: 'resize',
  34: 'pad',
};
const FLOAT32 = 0;
const FLOAT16 = 1;

interface TfliteTensor {
  readonly shape: number[];
  readonly type: number;
  readonly data: Uint8Array;
}

/**
 * A float TFLite network as a list of operations and its weights in half precision, as they are in the file: what
 * src/engine/graph.ts runs.
 *
 * @throws on what such a graph does not know: another operation, a dilation, a fused activation.
 */
export function tfliteGraph(model: Uint8Array): { graph: GraphDescription; weights: Uint8Array } {
  const b = new ByteBuffer(model);
  const at = (table: number, field: number) => {
    const offset = b.__offset(table, 4 + 2 * field);
    return offset === 0 ? null : table + offset;
  };
  const entries = (table: number, field: number): number[] => {
    const position = at(table, field);
    if (position === null) return [];
    const vector = b.__indirect(position);
    return Array.from({ length: b.readInt32(vector) }, (_, i) => vector + 4 + 4 * i);
  };
  const children = (table: number, field: number) => entries(table, field).map((position) => b.__indirect(position));
  const integers = (table: number, field: number) => entries(table, field).map((position) => b.readInt32(position));
  const byte = (table: number, field: number) => {
    const position = at(table, field);
    return position === null ? 0 : b.readUint8(position);
  };
  const integer = (table: number, field: number, otherwise: number) => {
    const position = at(table, field);
    return position === null ? otherwise : b.readInt32(position);
  };

  const root = b.readInt32(0);
  const codes = children(root, 1).map((code) => integer(code, 3, 0) || byte(code, 0));
  const buffers = children(root, 4).map((buffer) => {
    const position = at(buffer, 0);
    if (position === null) return new Uint8Array();
    const vector = b.__indirect(position);
    return model.slice(vector + 4, vector + 4 + b.readInt32(vector));
  });
  const [subgraph] = children(root, 2);
  if (subgraph === undefined) throw new Error('The network has no graph.');
  const tensors = children(subgraph, 0).map((tensor): TfliteTensor => {
    const buffer = at(tensor, 2);
    return {
      shape: integers(tensor, 0),
      type: byte(tensor, 1),
      data: buffers[buffer === null ? 0 : b.readUint32(buffer)]!,
    };
  });

  const constants = new Map<number, TfliteTensor>();
  tensors.forEach((tensor, i) => {
    if (tensor.data.length > 0) constants.set(i, tensor);
  });
  const weights: { shape: number[]; offset: number }[] = [];
  const bytes: Uint16Array[] = [];
  let size = 0;
  /** Weights as tfjs wants them, stored once. @returns their number. */
  const store = (tensor: TfliteTensor, shape: number[], order: (halves: Uint16Array) => Uint16Array): number => {
    if (tensor.type !== FLOAT16) throw new Error('Weights of another kind than half precision.');
    const halves = order(new Uint16Array(tensor.data.buffer, 0, tensor.data.length / 2));
    weights.push({ shape, offset: size });
    bytes.push(halves);
    size += halves.length;
    return weights.length - 1;
  };
  const plain = (halves: Uint16Array) => halves;

  const operations: GraphOperation[] = [];
  for (const operator of children(subgraph, 3)) {
    const code = codes[integer(operator, 0, 0)]!;
    const kind = OPERATIONS[code];
    const inputs = integers(operator, 1);
    const [output] = integers(operator, 2);
    const optionsAt = at(operator, 4);
    const options = optionsAt === null ? null : b.__indirect(optionsAt);
    if (kind === undefined || output === undefined) throw new Error(`The network has an operation of code ${code}.`);
    if (kind === 'dequantize') {
      constants.set(output, constants.get(inputs[0]!)!);
      continue;
    }
    const [input] = inputs as [number];
    const base = { kind, inputs: [input], output };
    const layout = () => ({
      pad: byte(options!, 0) === 0 ? ('same' as const) : ('valid' as const),
      stride: integer(options!, 2, 1),
    });
    if (kind === 'conv' || kind === 'depthwise') {
      const filter = constants.get(inputs[1]!)!;
      const bias = constants.get(inputs[2]!)!;
      const [out, height, width, channels] = filter.shape as [number, number, number, number];
      if (byte(options!, kind === 'conv' ? 3 : 4) !== 0) throw new Error('The network has a fused activation.');
      const stored =
        kind === 'conv'
          ? store(filter, [height, width, channels, out], (halves) => outputsLast(halves, out))
          : store(filter, [height, width, channels, 1], plain);
      operations.push({ ...base, ...layout(), filter: stored, bias: store(bias, bias.shape, plain), relu: false });
    } else if (kind === 'maxPool') {
      operations.push({ ...base, ...layout(), size: integer(options!, 4, 1) });
    } else if (kind === 'pad') {
      const paddings = constants.get(inputs[1]!)!;
      const flat = [...new Int32Array(paddings.data.buffer, 0, paddings.data.length / 4)];
      operations.push({ ...base, paddings: flat });
    } else if (kind === 'reshape' || kind === 'resize') {
      operations.push({
        ...base,
        shape: tensors[output]!.shape.slice(1),
        ...(kind === 'resize' && { half: byte(options!, 3) !== 0 }),
      });
    } else if (kind === 'relu') {
      const made = operations.at(-1);
      // Right after the convolution that nobody else reads.
      if (made?.output === input && 'relu' in made && readers(subgraph, input) === 1) {
        operations[operations.length - 1] = { ...made, relu: true, output };
      } else operations.push(base);
    } else {
      operations.push({ ...base, inputs });
    }
  }

  function readers(graph: number, tensor: number): number {
    return children(graph, 3).filter((operator) => integers(operator, 1).includes(tensor)).length;
  }

  const [input] = integers(subgraph, 1) as [number];
  if (tensors[input]!.type !== FLOAT32) throw new Error('The network takes another input than floats.');
  const all = new Uint16Array(size);
  for (const [i, { offset }] of weights.entries()) all.set(bytes[i]!, offset);
  const graph = { side: tensors[input]!.shape[1]!, input, outputs: integers(subgraph, 2), operations, weights };
  return { graph, weights: new Uint8Array(all.buffer) };
}

/** [out, …] → […, out]. */
function outputsLast(halves: Uint16Array, out: number): Uint16Array {
  const each = halves.length / out;
  const result = new Uint16Array(halves.length);
  for (let o = 0; o < out; o++) for (let i = 0; i < each; i++) result[i * out + o] = halves[o * each + i]!;
  return result;
}
