import { io, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import {
  initializers,
  input,
  type LayersModel,
  layers,
  loadLayersModel,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import { mulberry } from '../../scripts/mulberry';
import { assetsUnder } from '../../src/engine/assets';
import { startBackend } from '../../src/engine/backend';
import { loadGraph } from '../../src/engine/blazeface';
import type { Range } from '../../src/engine/detector';
import { Graph, type GraphDescription } from '../../src/engine/graph';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { readFile } from '../../src/engine/integrity';
import { unlessNoKernel } from '../../src/engine/kernels/kernels';
import { layersOf } from '../../src/engine/kernels/layers';
import { ProcessorGraph } from '../../src/engine/kernels/processor-graph';
import { ProcessorNetwork } from '../../src/engine/kernels/processor-network';
import type { ModelFiles } from '../../src/engine/model-files';

/** Runs in a page, called from kernels.browser.test.ts: what our kernels and tfjs say of the same noise; null where ours do not run it. */
declare global {
  var runBoth: (which: NetworkName, faces: number) => Promise<{ ours: number[]; tfjs: number[] } | null>;
  /** The same of the face detector's, and of variants of it; each output by itself. */
  var runBothGraphs: (range: Range, variant?: Variant) => Promise<{ ours: number[][]; tfjs: number[][] } | null>;
}

const MOST = 8;
const assets = assetsUnder(new URL('/', location.href).href);
const backend = await startBackend(assets, 'wasm');
await backend.tfjs();
const kernels = backend.kernels!;
const read = (url: string) => readFile(url, assets);

const start = input({ shape: [INPUT_SIDE, INPUT_SIDE, 1] });
let seed = 0;
const conv = (filters: number, x: SymbolicTensor, more: { kernelSize?: number; activation?: 'relu' | 'linear' } = {}) =>
  layers
    .conv2d({
      filters,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: initializers.glorotUniform({ seed: ++seed }),
      biasInitializer: initializers.randomUniform({ minval: -0.5, maxval: 0.5, seed: ++seed }),
      ...more,
    })
    .apply(x) as SymbolicTensor;
const most = (size: number, x: SymbolicTensor) =>
  layers.maxPooling2d({ poolSize: size, strides: 1, padding: 'valid' }).apply(x) as SymbolicTensor;
const mean = (size: number, strides: number, x: SymbolicTensor) =>
  layers.averagePooling2d({ poolSize: size, strides, padding: 'same' }).apply(x) as SymbolicTensor;
const sum = (...all: SymbolicTensor[]) => layers.add().apply(all) as SymbolicTensor;
const ending = (x: SymbolicTensor): LayersModel => {
  const features = layers.globalAveragePooling2d({}).apply(x) as SymbolicTensor;
  const kernelInitializer = initializers.glorotUniform({ seed: ++seed });
  const outputs = layers.dense({ units: 8, activation: 'softmax', kernelInitializer }).apply(features);
  return model({ inputs: start, outputs: outputs as SymbolicTensor });
};

const NETWORKS = {
  shipped: () => loadLayersModel(assets.expressionModel),
  'odd sides': () => ending(conv(16, most(3, conv(24, mean(3, 2, most(2, conv(8, start))))))),
  'sides of 7 and 2': () => ending(conv(8, mean(3, 4, conv(40, mean(2, 7, conv(8, start)))))),
  'sums of what went before': () => {
    const a = mean(3, 4, conv(16, start));
    const b = conv(16, a);
    const c = sum(b, conv(16, b, { activation: 'linear' }));
    return ending(sum(conv(16, sum(a, c)), c));
  },
  'a sum alone': () => {
    const a = mean(3, 4, conv(8, start));
    const b = conv(8, a);
    const c = conv(8, b);
    return ending(sum(mean(3, 1, c), sum(b, c)));
  },
  'a sum of two looks at the grey picture': () => ending(conv(8, mean(3, 2, sum(conv(8, start), conv(8, start))))),
  'a mean of the grey picture': () => ending(conv(8, mean(3, 2, start))),
  'a sum of unlike shapes': () => ending(conv(8, mean(3, 2, sum(conv(8, start), start)))),
  'a sequence': () =>
    sequential({
      layers: [
        layers.conv2d({
          inputShape: [INPUT_SIDE, INPUT_SIDE, 1],
          filters: 8,
          kernelSize: 3,
          padding: 'same',
          activation: 'relu',
        }),
        layers.averagePooling2d({ poolSize: 2, strides: 2, padding: 'same' }),
        layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same' }),
        layers.globalAveragePooling2d({}),
        layers.dense({ units: 5, activation: 'softmax' }),
      ],
    }),
  'no softmax': () =>
    model({ inputs: start, outputs: layers.globalAveragePooling2d({}).apply(conv(8, start)) as SymbolicTensor }),
  'filters of 5 × 5': () => ending(conv(16, mean(3, 2, conv(8, start)), { kernelSize: 5 })),
  'channels in threes': () => ending(conv(12, mean(3, 2, conv(6, start)))),
} satisfies Record<string, () => LayersModel | Promise<LayersModel>>;

export type NetworkName = keyof typeof NETWORKS;

/** What its files would hold. */
async function saved(network: LayersModel): Promise<ModelFiles> {
  let artifacts: io.ModelArtifacts | undefined;
  const handler = io.withSaveHandler(async (given) => {
    artifacts = given;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await network.save(handler);
  const { modelTopology, weightSpecs, weightData } = artifacts!;
  const data = io.CompositeArrayBuffer.join(weightData);
  return {
    modelTopology: modelTopology as object,
    weightSpecs: weightSpecs as ModelFiles['weightSpecs'],
    weightData: data,
  };
}

globalThis.runBoth = async (which, count) => {
  const network = await NETWORKS[which]();
  const files = await saved(network);
  const known = unlessNoKernel(() => layersOf(files));
  const ours = known && (await ProcessorNetwork.of(known, kernels, MOST));
  if (!ours) return null;
  const random = mulberry(count);
  const faces = Array.from({ length: count }, () => Float32Array.from({ length: INPUT_AREA }, () => 4 * random() - 2));
  // What an earlier run left behind must not show.
  ours.run(Array.from({ length: MOST }, () => new Float32Array(INPUT_AREA).fill(100)));
  const numbers = Float32Array.from(faces.flatMap((face) => [...face]));
  const answer = network.predict(tensor4d(numbers, [count, INPUT_SIDE, INPUT_SIDE, 1])) as Tensor;
  return { ours: [...ours.run(faces)], tfjs: [...(await answer.data())] };
};

/** What is changed of a graph: what its kernels do not know. */
export type Variant = 'an odd side' | 'a rectifier alone' | 'another order';

globalThis.runBothGraphs = async (range, variant) => {
  const { description, weights } = await loadGraph(assets.detectorGraphs[range], read);
  const ours = await ProcessorGraph.of(variant ? changed(description, variant) : description, weights, kernels);
  if (!ours) return null;
  const tfjs = new Graph(description, weights);
  const random = mulberry(7);
  const noise = () => Float32Array.from({ length: 3 * ours.side ** 2 }, () => 2 * random() - 1);
  // What an earlier run left behind must not show.
  await ours.run(noise());
  const picture = noise();
  const lists = (outputs: Float32Array[]) => outputs.map((output) => [...output]);
  return { ours: lists(await ours.run(picture)), tfjs: lists(await tfjs.run(picture)) };
};

function changed(graph: GraphDescription, variant: Variant): GraphDescription {
  const operations = [...graph.operations];
  if (variant === 'an odd side') return { ...graph, side: 126 };
  if (variant === 'another order') return { ...graph, operations: operations.toReversed() };
  const [first, ...rest] = operations;
  const rectifier = { kind: 'relu', inputs: [first!.output], output: 9999 } as const;
  return { ...graph, operations: [first!, rectifier, ...rest], outputs: [...graph.outputs, first!.output] };
}
