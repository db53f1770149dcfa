import '@tensorflow/tfjs';
import { ready, setBackend, tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { random } from '../../training/dataset/random';
import { loadModel } from '../../training/export/model-file';
import { toOnnx } from '../../training/export/onnx';
import { buildInferenceModel } from '../../training/network/model';
import { classic } from '../../training/recipes/classic';
import { own } from '../../training/recipes/own';

const FACES = 3;
const next = random(7);
const input = Float32Array.from({ length: FACES * INPUT_AREA }, () => 4 * next() - 2);

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

/** Largest difference of what both say about some noise. */
async function difference(model: LayersModel): Promise<number> {
  const session = await InferenceSession.create(toOnnx(model, { labels: '[]' }));
  const shape = [FACES, INPUT_SIDE, INPUT_SIDE, 1];
  const { probabilities } = await session.run({ face: new Tensor('float32', input, shape) });
  const said = tidy(() => {
    const [answer] = [model.predict(tensor4d(input, [FACES, INPUT_SIDE, INPUT_SIDE, 1]))].flat();
    return Array.from(answer!.dataSync());
  });
  const other = Array.from(probabilities!.data as Float32Array);
  expect(other).toHaveLength(said.length);
  expect(other.slice(0, said.length / FACES).reduce((sum, p) => sum + p)).toBeCloseTo(1, 5);
  return Math.max(...said.map((p, i) => Math.abs(p - other[i]!)));
}

/** With weights that make its answers differ. */
function seeded(model: LayersModel): LayersModel {
  const values = random(3);
  for (const layer of model.layers)
    layer.setWeights(
      layer.getWeights().map((weight) => {
        const scale = Math.sqrt(6 / Math.max(1, weight.size / (weight.shape.at(-1) ?? 1)));
        return weight.mul(0).add(
          tensor(
            Float32Array.from({ length: weight.size }, () => scale * (values() - 0.5)),
            weight.shape,
          ),
        );
      }),
    );
  return model;
}

describe('a model as ONNX says what it says as tfjs', () => {
  it('the one that ships', async () => {
    expect(await difference((await loadModel('models/emotion')).model)).toBeLessThan(1e-5);
  });

  it.each([own, classic])('a network of the recipe $name', async ({ architecture }) => {
    const model = seeded(buildInferenceModel(architecture, { fer2013: false, labels: 3 }));
    expect(await difference(model)).toBeLessThan(1e-5);
  });

  it('and refuses layers that it does not know', () => {
    const model = sequential({ layers: [layers.layerNormalization({ inputShape: [INPUT_SIDE, INPUT_SIDE, 1] })] });
    expect(() => toOnnx(model, {})).toThrow(/kind LayerNormalization \("layer_normalization.*are not written/);
  });
});
