import { type Tensor, zeros } from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { assetsUnder } from '../../../src/engine/assets';
import { startBackend } from '../../../src/engine/backend';
import { INPUT_AREA, INPUT_SIDE } from '../../../src/engine/input';
import { ProcessorNetwork } from '../../../src/engine/kernels/processor-network';
import { loadNetworks } from '../../../src/engine/networks';

/** Runs in a page, called from ../network.ts: milliseconds that each network took for one face, by turns. */
export type NetworkTimes = Readonly<Record<'shipped' | 'yardstick', number[]>>;

declare global {
  var timeNetworks: (rounds: number) => Promise<NetworkTimes>;
}

/** A page's clock goes in steps of 0.1 ms. */
const IN_A_ROW = 5;

globalThis.timeNetworks = async (rounds) => {
  const assets = assetsUnder(new URL('/', location.href).href);
  const { signal } = new AbortController();
  const { backend, expressions } = await loadNetworks(assets, startBackend(assets, 'wasm'), { signal });
  const { network } = expressions;
  if (!(network instanceof ProcessorNetwork)) throw new Error('The shipped network does not run on our own kernels.');
  // The yardstick runs on tfjs.
  await backend.tfjs();
  const plain = yardstick();
  const face = zeros([1, INPUT_SIDE, INPUT_SIDE, 1]);
  const levels = new Float32Array(INPUT_AREA);
  const runs = {
    shipped: async () => network.run([levels]),
    yardstick: async () => {
      const answer = plain.predict(face) as Tensor;
      await answer.data();
      answer.dispose();
    },
  };
  const times: NetworkTimes = { shipped: [], yardstick: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of ['shipped', 'yardstick'] as const) {
      const start = performance.now();
      for (let i = 0; i < IN_A_ROW; i++) await runs[name]();
      times[name].push((performance.now() - start) / IN_A_ROW);
    }
  }
  return times;
};

/** What others bundle about the size of: four convolutions, 390,000 weights, 65 MFLOP. Its weights do not matter here. */
function yardstick(): LayersModel {
  const model = sequential();
  for (const [i, filters] of [32, 64, 128, 256].entries()) {
    const inputShape = i === 0 ? { inputShape: [INPUT_SIDE, INPUT_SIDE, 1] } : {};
    model.add(layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu', ...inputShape }));
    if (i < 3) model.add(layers.maxPooling2d({ poolSize: 2 }));
  }
  model.add(layers.globalAveragePooling2d({}));
  model.add(layers.dense({ units: 8, activation: 'softmax' }));
  return model;
}
