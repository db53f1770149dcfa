/**
 * A network as ONNX (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, opset 13), for programs that are not tfjs. The
 * input is tfjs' [n, side, side, 1]; inside, ONNX wants channels first.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type Tensor, transpose } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

const IR_VERSION = 8;
const OPSET = 13;
const FLOAT = 1;
/** AttributeProto.AttributeType */
const TYPE = { int: 2, string: 3, ints: 7 } as const;

type Attributes = Readonly<Record<string, number | string | readonly number[]>>;
type Layer = LayersModel['layers'][number];

/**
 * @param metadata kept as the model's properties
 * @throws Error naming a layer of a kind that is not written
 */
export function toOnnx(model: LayersModel, metadata: Readonly<Record<string, string>>): Uint8Array {
  const graph = new Graph();
  const [input] = model.inputs;
  const [output] = model.outputs;
  const [, height, width, channels] = input!.shape;
  graph.input('face', [height!, width!, channels!]);
  const names = new Map<string, string>();
  for (const layer of model.layers) {
    if (layer.getClassName() === 'InputLayer') {
      names.set(layer.name, graph.node('Transpose', ['face'], { perm: [0, 3, 1, 2] }));
      continue;
    }
    const from = [layer.input].flat().map((tensor) => names.get(tensor.sourceLayer.name)!);
    names.set(layer.name, write(graph, layer, from));
  }
  graph.output(names.get(output!.sourceLayer.name)!, 'probabilities', output!.shape.at(-1)!);
  return modelProto(graph, metadata);
}

/** Writes one layer's nodes. @returns the name of what comes out of them */
function write(graph: Graph, layer: Layer, from: readonly string[]): string {
  const config = layer.getConfig();
  const weights = layer.getWeights();
  const window = (shape: unknown): Attributes => ({
    kernel_shape: shape as number[],
    strides: config.strides as number[],
    auto_pad: config.padding === 'same' ? 'SAME_UPPER' : 'VALID',
  });
  const activated = (name: string) => activation(graph, String(config.activation ?? 'linear'), name, layer.name);
  switch (layer.getClassName()) {
    case 'Conv2D': {
      const kernel = graph.tensor(`${layer.name}/kernel`, transpose(weights[0]!, [3, 2, 0, 1]));
      const bias = weights[1] ? [graph.tensor(`${layer.name}/bias`, weights[1])] : [];
      const dilations = config.dilationRate as number[] | undefined;
      const attributes = { ...window(config.kernelSize), ...(dilations ? { dilations } : {}) };
      return activated(graph.node('Conv', [from[0]!, kernel, ...bias], attributes));
    }
    case 'Dense': {
      const kernel = graph.tensor(`${layer.name}/kernel`, weights[0]!);
      const bias = weights[1] ? [graph.tensor(`${layer.name}/bias`, weights[1])] : [];
      return activated(graph.node('Gemm', [from[0]!, kernel, ...bias]));
    }
    case 'MaxPooling2D':
      return graph.node('MaxPool', from, window(config.poolSize));
    case 'AveragePooling2D':
      return graph.node('AveragePool', from, { ...window(config.poolSize), count_include_pad: 0 });
    case 'GlobalAveragePooling2D':
      return graph.node('Flatten', [graph.node('GlobalAveragePool', from)], { axis: 1 });
    case 'Flatten':
      return graph.node('Flatten', [graph.node('Transpose', from, { perm: [0, 2, 3, 1] })], { axis: 1 });
    case 'Add':
      return graph.node('Add', from);
    case 'Activation':
      return activated(from[0]!);
    case 'Dropout':
      return from[0]!;
    default:
      throw new Error(`Layers of the kind ${layer.getClassName()} ("${layer.name}") are not written as ONNX.`);
  }
}

function activation(graph: Graph, kind: string, from: string, layer: string): string {
  if (kind === 'linear') return from;
  if (kind === 'relu') return graph.node('Relu', [from]);
  if (kind === 'softmax') return graph.node('Softmax', [from], { axis: -1 });
  throw new Error(`The activation "${kind}" of the layer "${layer}" is not written as ONNX.`);
}

/** GraphProto: nodes (1), name (2), initializers (5), inputs (11), outputs (12). */
class Graph {
  private readonly nodes: Uint8Array[] = [];
  private readonly tensors: Uint8Array[] = [];
  private readonly inputs: Uint8Array[] = [];
  private readonly outputs: Uint8Array[] = [];
  private count = 0;

  /** @returns the name of its output */
  node(type: string, from: readonly string[], attributes: Attributes = {}): string {
    this.count++;
    const name = `${type}_${this.count}`;
    this.nodes.push(nodeProto(type, name, from, [name], attributes));
    return name;
  }

  /** @returns its name */
  tensor(name: string, tensor: Tensor): string {
    const writer = new BinaryWriter();
    packed(writer, 1, tensor.shape);
    writer.tag(2, WireType.Varint).int32(FLOAT);
    writer.tag(8, WireType.LengthDelimited).string(name);
    const values = Float32Array.from(tensor.dataSync());
    writer.tag(9, WireType.LengthDelimited).bytes(new Uint8Array(values.buffer));
    this.tensors.push(writer.finish());
    return name;
  }

  input(name: string, shape: readonly number[]): void {
    this.inputs.push(valueProto(name, shape));
  }

  output(from: string, name: string, width: number): void {
    this.nodes.push(nodeProto('Identity', name, [from], [name], {}));
    this.outputs.push(valueProto(name, [width]));
  }

  finish(): Uint8Array {
    const writer = new BinaryWriter();
    const all = (field: number, parts: readonly Uint8Array[]) => {
      for (const part of parts) writer.tag(field, WireType.LengthDelimited).bytes(part);
    };
    all(1, this.nodes);
    writer.tag(2, WireType.LengthDelimited).string('facet');
    all(5, this.tensors);
    all(11, this.inputs);
    all(12, this.outputs);
    return writer.finish();
  }
}

function nodeProto(
  type: string,
  name: string,
  from: readonly string[],
  to: readonly string[],
  attributes: Attributes,
): Uint8Array {
  const writer = new BinaryWriter();
  for (const one of from) writer.tag(1, WireType.LengthDelimited).string(one);
  for (const one of to) writer.tag(2, WireType.LengthDelimited).string(one);
  writer.tag(3, WireType.LengthDelimited).string(name);
  writer.tag(4, WireType.LengthDelimited).string(type);
  for (const [key, value] of Object.entries(attributes)) {
    writer.tag(5, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.LengthDelimited).string(key);
    if (typeof value === 'number') writer.tag(3, WireType.Varint).int64(value).tag(20, WireType.Varint).int32(TYPE.int);
    else if (typeof value === 'string') {
      writer.tag(4, WireType.LengthDelimited).string(value).tag(20, WireType.Varint).int32(TYPE.string);
    } else {
      for (const one of value) writer.tag(8, WireType.Varint).int64(one);
      writer.tag(20, WireType.Varint).int32(TYPE.ints);
    }
    writer.join();
  }
  return writer.finish();
}

/** ValueInfoProto of floats, [n, …shape]. */
function valueProto(name: string, shape: readonly number[]): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.LengthDelimited).string(name);
  writer.tag(2, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.Varint).int32(FLOAT).tag(2, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).fork().tag(2, WireType.LengthDelimited).string('n').join();
  for (const side of shape) writer.tag(1, WireType.LengthDelimited).fork().tag(1, WireType.Varint).int64(side).join();
  return writer.join().join().join().finish();
}

function modelProto(graph: Graph, metadata: Readonly<Record<string, string>>): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int64(IR_VERSION);
  writer.tag(2, WireType.LengthDelimited).string('facet');
  writer.tag(7, WireType.LengthDelimited).bytes(graph.finish());
  writer.tag(8, WireType.LengthDelimited).fork().tag(2, WireType.Varint).int64(OPSET).join();
  for (const [key, value] of Object.entries(metadata)) {
    writer.tag(14, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).string(key);
    writer.tag(2, WireType.LengthDelimited).string(value).join();
  }
  return writer.finish();
}

function packed(writer: BinaryWriter, field: number, values: readonly number[]): void {
  for (const value of values) writer.tag(field, WireType.Varint).int64(value);
}
