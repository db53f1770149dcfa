import type { LayersModel } from '@tensorflow/tfjs-layers';

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

interface Config {
  readonly kernelSize?: readonly number[];
  readonly strides?: readonly number[];
  readonly poolSize?: readonly number[];
  readonly padding?: string;
  readonly activation?: string;
  readonly dataFormat?: string;
  readonly dilationRate?: readonly number[];
}

const both = (pair: readonly number[] | undefined, of: number) => pair?.length === 2 && pair.every((one) => one === of);

/** A network's layers in the order in which they run, its input first; null where one is of a kind that there is no kernel for. */
export async function layersOf(network: LayersModel): Promise<Layer[] | null> {
  const layers: Layer[] = [];
  for (const layer of network.layers) {
    if (layer.getClassName() === 'InputLayer') continue;
    const config = layer.getConfig() as Config;
    const sources = [layer.input].flat();
    const about = { name: layer.name, inputs: sources.map(({ sourceLayer }) => sourceLayer.name) };
    const shape = [layer.output].flat()[0]!.shape;
    const channels = shape.at(-1)!;
    const [filters, bias] = await Promise.all(layer.getWeights().map((tensor) => tensor.data<'float32'>()));
    const { padding, activation, poolSize, strides } = config;
    if (config.dataFormat === 'channelsFirst') return null;
    switch (layer.getClassName()) {
      case 'Conv2D': {
        const isPlain = both(config.kernelSize, 3) && both(strides, 1) && padding === 'same';
        const inputs = sources[0]!.shape.at(-1)!;
        const fits =
          channels % 8 === 0 &&
          (inputs === 1 || inputs % 4 === 0) &&
          (both(config.dilationRate, 1) || !config.dilationRate);
        const isKnown = activation === 'relu' || activation === 'linear';
        if (!isPlain || !fits || !isKnown || !filters || !bias) return null;
        layers.push({ ...about, kind: 'convolution', channels, isRectified: activation === 'relu', filters, bias });
        break;
      }
      case 'MaxPooling2D':
        if (channels % 4 !== 0 || !both(strides, 1) || padding !== 'valid' || poolSize?.[0] !== poolSize?.[1])
          return null;
        layers.push({ ...about, kind: 'maxPool', size: poolSize![0]! });
        break;
      case 'AveragePooling2D':
        if (
          channels % 4 !== 0 ||
          strides?.[0] !== strides?.[1] ||
          padding !== 'same' ||
          poolSize?.[0] !== poolSize?.[1]
        )
          return null;
        layers.push({ ...about, kind: 'meanPool', size: poolSize![0]!, stride: strides![0]! });
        break;
      case 'Add':
        // Of unlike shapes tfjs repeats the smaller.
        if (sources.length !== 2 || String(sources[0]!.shape) !== String(sources[1]!.shape)) return null;
        if (channels % 4 !== 0) return null;
        layers.push({ ...about, kind: 'add' });
        break;
      case 'GlobalAveragePooling2D':
        layers.push({ ...about, kind: 'average' });
        break;
      case 'Dense':
        if (activation !== 'softmax' || !filters || !bias) return null;
        layers.push({ ...about, kind: 'softmax', channels, filters, bias });
        break;
      default:
        return null;
    }
  }
  return layers;
}
