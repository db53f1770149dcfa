import * as v from 'valibot';
import type { ModelFiles } from '../model-files';
import { NoKernel, PANEL } from './kernels';
import { weightsOf } from './weights';

/** A layer's numbers, as tfjs-layers lays them out. */
interface Weights {
  readonly filters: Float32Array;
  readonly bias: Float32Array;
}

/** One layer that the processor's own kernels run; tensors are known by their layer's name, all pictures are square. */
export type Layer = { readonly name: string; readonly inputs: readonly string[] } & (
  | ({ readonly kind: 'convolution'; readonly channels: number; readonly isRectified: boolean } & Weights)
  | { readonly kind: 'maxPool'; readonly size: number }
  | { readonly kind: 'meanPool'; readonly size: number; readonly stride: number }
  | { readonly kind: 'add' }
  | { readonly kind: 'average' }
  | ({ readonly kind: 'softmax'; readonly channels: number } & Weights)
);

/** What the processor runs: a network of one picture and one answer. */
export interface Layers {
  readonly side: number;
  /** Name of the picture's tensor; of one channel. */
  readonly input: string;
  /** Probabilities that it gives for each picture. */
  readonly labels: number;
  /** In the order in which they run; the last two are `average` and `softmax`. */
  readonly layers: readonly Layer[];
}

/** Counts and sizes: fractions of them would be run with wrong numbers rather than refused. */
const COUNT = v.pipe(v.number(), v.integer(), v.minValue(1));
const PAIR = v.optional(v.tuple([COUNT, COUNT]));
const LAYER = v.object({
  class_name: v.string(),
  config: v.looseObject({
    name: v.string(),
    batch_input_shape: v.optional(v.array(v.nullable(COUNT))),
    filters: v.optional(COUNT),
    units: v.optional(COUNT),
    kernel_size: PAIR,
    pool_size: PAIR,
    strides: PAIR,
    dilation_rate: PAIR,
    padding: v.optional(v.string()),
    activation: v.optional(v.string()),
    data_format: v.optional(v.string()),
    use_bias: v.optional(v.boolean()),
  }),
  // Of each time that it runs, of each tensor that it takes: its layer, which of its runs, which of its outputs.
  inbound_nodes: v.optional(v.array(v.array(v.tuple([v.string(), v.number(), v.number(), v.unknown()])))),
});
const ENDS = v.array(v.tuple([v.string(), v.number(), v.number()]));
const NETWORK = v.variant('class_name', [
  v.object({ class_name: v.literal('Sequential'), config: v.object({ layers: v.array(LAYER) }) }),
  v.object({
    class_name: v.picklist(['Model', 'Functional']),
    config: v.object({ layers: v.array(LAYER), input_layers: ENDS, output_layers: ENDS }),
  }),
]);

type Config = v.InferOutput<typeof LAYER>['config'];

/** A layer's output, and a picture's side; of `average` and `softmax` it is 1. */
interface Shape {
  readonly side: number;
  readonly channels: number;
}

const both = (pair: readonly number[] | undefined, of: number) => pair?.[0] === of && pair[1] === of;

/**
 * A network's layers as model.json describes them.
 *
 * @throws NoKernel where there is no kernel for one, or the files are not as tfjs-layers writes them.
 */
export function layersOf({ modelTopology, weightSpecs, weightData }: ModelFiles): Layers {
  const { success, output: network } = v.safeParse(NETWORK, modelTopology);
  if (!success) throw new NoKernel('The network is described in another way.');
  const { layers: given } = network.config;
  const isSequence = network.class_name === 'Sequential';
  const first = given[0]?.config.batch_input_shape;
  const [side = 0] = first?.slice(1) ?? [];
  if (!side || !first || first.length !== 4 || first[2] !== side || first[3] !== 1)
    throw new NoKernel('The network takes other pictures.');
  const isInput = given[0]!.class_name === 'InputLayer';
  const input = isInput ? given[0]!.config.name : 'input';
  if (!isSequence && (!isInput || !areEnds(network.config, input, given.at(-1)!.config.name)))
    throw new NoKernel('The network has other ends.');

  const weights = weightsOf(weightSpecs, weightData);
  const shapes = new Map<string, Shape>([[input, { side, channels: 1 }]]);
  const layers: Layer[] = [];
  let before = input;
  for (const { class_name: kind, config, inbound_nodes: nodes } of given.slice(isInput ? 1 : 0)) {
    const { name } = config;
    const inputs = isSequence ? [before] : inputsOf(nodes);
    const from = inputs.map((source) => shapes.get(source));
    if (inputs.length === 0 || !from.every((shape) => shape !== undefined) || shapes.has(name))
      throw new NoKernel('The layers do not stand in the order in which they run.');
    const { layer, shape } = layerOf(kind, config, from, weights);
    layers.push({ name, inputs, ...layer } as Layer);
    shapes.set(name, shape);
    before = name;
  }
  const [average, softmax] = layers.slice(-2);
  const isLast = average?.kind === 'average' && softmax?.kind === 'softmax' && softmax.inputs[0] === average.name;
  if (!isLast || layers.filter(isEnd).length !== 2) throw new NoKernel('The network has another end.');
  return { side, input, labels: softmax.channels, layers };
}

const isEnd = ({ kind }: Layer) => kind === 'average' || kind === 'softmax';

function areEnds(
  {
    input_layers: inputs,
    output_layers: outputs,
  }: { input_layers: [string, number, number][]; output_layers: [string, number, number][] },
  input: string,
  output: string,
): boolean {
  return inputs.length === 1 && outputs.length === 1 && inputs[0]![0] === input && outputs[0]![0] === output;
}

/** Of a layer that runs once, on first outputs of layers. */
function inputsOf(nodes: readonly (readonly [string, number, number, unknown][])[] = []): string[] {
  const [node = []] = nodes;
  if (nodes.length !== 1 || node.some(([, run, output]) => run !== 0 || output !== 0))
    throw new NoKernel('A layer runs more than once.');
  return node.map(([name]) => name);
}

type Unnamed = Layer extends infer L ? (L extends Layer ? Omit<L, 'name' | 'inputs'> : never) : never;

function layerOf(
  kind: string,
  config: Config,
  [from, ...others]: readonly Shape[],
  weights: ReturnType<typeof weightsOf>,
): { layer: Unnamed; shape: Shape } {
  const { side, channels } = from!;
  const { padding, activation, strides } = config;
  const [size = 0, width] = config.pool_size ?? [];
  const fits = channels % 4 === 0 && (config.data_format ?? 'channels_last') === 'channels_last';
  if (others.length > 0 && kind !== 'Add') throw new NoKernel(kind);
  switch (kind) {
    case 'Conv2D': {
      const { filters: outputs = 0 } = config;
      const isPlain = both(config.kernel_size, 3) && both(strides, 1) && padding === 'same';
      const isKnown = activation === 'relu' || activation === 'linear';
      const isDense = !config.dilation_rate || both(config.dilation_rate, 1);
      if (!isPlain || !isKnown || !isDense || outputs % PANEL !== 0 || !(fits || channels === 1)) break;
      const numbers = {
        filters: weights(`${config.name}/kernel`, [3, 3, channels, outputs]),
        bias: weights(`${config.name}/bias`, [outputs]),
      };
      const isRectified = activation === 'relu';
      return {
        layer: { kind: 'convolution', channels: outputs, isRectified, ...numbers },
        shape: { side, channels: outputs },
      };
    }
    case 'MaxPooling2D':
      if (!fits || !both(strides, 1) || padding !== 'valid' || !(size >= 1 && size <= side) || size !== width) break;
      return { layer: { kind: 'maxPool', size }, shape: { side: side - size + 1, channels } };
    case 'AveragePooling2D': {
      const [stride = 0] = strides ?? [];
      if (!fits || stride < 1 || !both(strides, stride) || padding !== 'same' || size < 1 || size !== width) break;
      return { layer: { kind: 'meanPool', size, stride }, shape: { side: Math.ceil(side / stride), channels } };
    }
    case 'Add': {
      const [other] = others;
      // Of unlike shapes tfjs repeats the smaller.
      if (!fits || others.length !== 1 || other!.side !== side || other!.channels !== channels) break;
      return { layer: { kind: 'add' }, shape: { side, channels } };
    }
    case 'GlobalAveragePooling2D':
      if (!fits) break;
      return { layer: { kind: 'average' }, shape: { side: 1, channels } };
    case 'Dense': {
      const { units = 0 } = config;
      if (activation !== 'softmax' || units < 1 || side !== 1) break;
      const filters = weights(`${config.name}/kernel`, [channels, units]);
      const bias = weights(`${config.name}/bias`, [units]);
      return { layer: { kind: 'softmax', channels: units, filters, bias }, shape: { side: 1, channels: units } };
    }
  }
  throw new NoKernel(`${kind} of another kind than is known.`);
}
