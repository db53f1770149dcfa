import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, model as network, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerWasm } from '../../training/backends/wasm';
import { type Augmentation, FLIPPED, mirror } from '../../training/dataset/augment';
import { emptyBatch } from '../../training/dataset/batch';
import { Batches } from '../../training/dataset/batches';
import { drawView } from '../../training/dataset/fixed-views';
import { askTeacher, distillationTargets, type Teacher } from '../../training/distil/distillation-targets';
import { keptAnswer } from '../../training/distil/kept-answers';
import { softmax } from '../../training/metrics/classification';
import { foldBatchNorm } from '../../training/network/fold-batch-norm';
import { buildInferenceModel, buildTrainingModel } from '../../training/network/model';
import { predict } from '../../training/network/predict';
import { readWeights, writeWeights } from '../../training/network/weights';
import { drawnFaces } from './drawn-faces';

const faces = drawnFaces(5);
const rows = Uint32Array.of(3, 0, 4);
const signal = new AbortController().signal;
const options = { views: 1, share: 0.5, signal };

/** A small network of random weights with both heads, giving logits. */
function teacher(seed: number): LayersModel {
  const model = buildInferenceModel({ blocks: [{ width: 4, convolutions: 1 }], dropout: 0 }, { fer2013: true });
  model.setWeights(model.getWeights().map((w, i) => tf.randomNormal(w.shape, 0, 0.4, 'float32', seed + i)));
  return model;
}

/** The same with probabilities, cooled by a temperature as an exported network is. */
function exported(model: LayersModel, temperature: number): LayersModel {
  const outputs = model.outputs.map((logits) => {
    const cooling = layers.dense({ units: logits.shape[1]!, useBias: false });
    const cooled = cooling.apply(logits) as SymbolicTensor;
    cooling.setWeights([tf.mul(tf.eye(logits.shape[1]!), 1 / temperature)]);
    return layers.softmax().apply(cooled) as SymbolicTensor;
  });
  return network({ inputs: model.inputs, outputs });
}

const asked = (network: LayersModel, sharpenedBy: Teacher['sharpenedBy'] = 'logits'): Teacher => ({
  name: 'somebody',
  network,
  sharpenedBy,
  symmetric: false,
});

const far = (a: Float32Array, b: Float32Array) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe('what teachers say', () => {
  beforeAll(async () => {
    await registerWasm();
    await tf.setBackend('wasm');
  });

  it('is the mean of their probabilities, in the order of the rows', async () => {
    const [one, other] = [teacher(1), teacher(50)];
    const distilled = await distillationTargets(
      [one, other].map((net) => asked(net)),
      faces,
      rows,
      options,
    );
    const [a, b] = [one, other].map((net) => softmax(predict(net, faces, rows)[1]!, 7));
    expect(
      far(
        distilled.classes,
        a!.map((p, i) => (p + b![i]!) / 2),
      ),
    ).toBeLessThan(1e-6);
    expect(far(a!, b!), 'the two do not say the same').toBeGreaterThan(0.01);
  });

  it('is the same of an exported network, whose temperature is undone; FER2013’s answers stay calibrated', async () => {
    const net = teacher(7);
    const trained = await distillationTargets([asked(net)], faces, rows, options);
    const shipped = await distillationTargets([asked(exported(net, 0.5), 0.5)], faces, rows, options);
    expect(far(trained.expressions, shipped.expressions)).toBeLessThan(1e-5);
    const calibrated = softmax(predict(net, faces, rows)[1]!, 7, 0.5);
    expect(far(calibrated, shipped.classes)).toBeLessThan(1e-5);
    expect(far(calibrated, trained.classes)).toBeGreaterThan(0.01);
  });

  it('takes several views of a picture, always the same ones', async () => {
    const say = (views: number) => distillationTargets([asked(teacher(7))], faces, rows, { ...options, views });
    const said = await say(3);
    expect(await say(3)).toEqual(said);
    expect(far(said.classes, (await say(1)).classes)).toBeGreaterThan(1e-4);
    for (let i = 0; i < rows.length; i++)
      expect(said.expressions.subarray(i * 8, i * 8 + 8).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  });

  const spoilt: Augmentation = { ...FLIPPED, rotation: 20, scale: 0.2, erase: 0.5 };
  const recipe = { seed: 3, batch: 3, augmentation: spoilt, labelSmoothing: 0, classBalance: 0 };

  it.each([
    ['of one face', 0],
    ['of two faces mixed', 0.4],
  ])(
    'is about the very pictures, %s, that a network is then shown, if each view has its own answer',
    async (_, mixup) => {
      const network = teacher(7);
      const fixedViews = { augmentation: spoilt, mixup, among: rows };
      const distilled = await distillationTargets([asked(network)], faces, rows, {
        ...options,
        views: 2,
        share: 1,
        fixedViews,
      });
      const batches = new Batches(faces, rows, { ...recipe, mixup, distillationTargets: distilled });
      const shown = [0, 1, 2].map((epoch) => {
        const batch = emptyBatch(3);
        batches.fill(epoch, 0, batch);
        return batch;
      });
      for (const { images, classes } of shown) {
        const pixels = Uint8Array.from(images, (x) => Math.round(x * 64 + 128));
        const turned = pixels.slice();
        mirror(turned);
        const [a, b] = [pixels, turned].map((pictures) =>
          softmax(predict(network, { pixels: pictures }, [0, 1, 2])[1]!, 7),
        );
        expect(
          far(
            classes,
            a!.map((p, i) => (p + b![i]!) / 2),
          ),
        ).toBeLessThan(1e-3);
      }
      const sums = shown.map(({ images }) => images.reduce((sum, x) => sum + x));
      expect(sums[2], 'the first views again, mirrored or not').toBeCloseTo(sums[0]!, 2);
      expect(Math.abs(sums[1]! - sums[0]!)).toBeGreaterThan(1);
    },
  );

  it('is about single faces in the last epochs, where a recipe wants that', async () => {
    const network = teacher(7);
    const fixedViews = { augmentation: spoilt, mixup: 0.4, among: rows, unmixedFrom: 2 };
    const answers = await distillationTargets([asked(network)], faces, rows, {
      ...options,
      views: 4,
      share: 1,
      fixedViews,
    });
    const distilled = { ...answers, unmixed: { epoch: 3, view: 2 } };
    const batches = new Batches(faces, rows, { ...recipe, mixup: 0.4, distillationTargets: distilled });
    const shown = (epoch: number) => {
      const batch = emptyBatch(3);
      batches.fill(epoch, 0, batch);
      return batch.classes.reduce((sum, p, i) => sum + p * (1 + (i % 7)), 0);
    };
    const drawn = (view: number, mixup: number) => {
      const out = new Float32Array(48 * 48);
      drawView(faces, 4, view, { ...fixedViews, mixup }, out);
      return out;
    };
    const total = (view: number) =>
      distilled.classes.subarray(view * 21, view * 21 + 21).reduce((sum, p, i) => sum + p * (1 + (i % 7)), 0);
    [0, 1, 0, 2, 3].forEach((view, epoch) => {
      expect(shown(epoch), `epoch ${epoch}`).toBeCloseTo(total(view), 4);
    });
    expect(new Set([0, 1, 2, 3].map((view) => total(view).toFixed(5))).size, 'each view has its answer').toBe(4);
    expect([0, 1].some((view) => far(drawn(view, 0.4), drawn(view, 0)) > 1)).toBe(true);
    expect([2, 3].every((view) => far(drawn(view, 0.4), drawn(view, 0)) === 0)).toBe(true);
  });

  it('need be asked about one of two mirror images only where a network says the same of both', () => {
    const architecture = { blocks: [{ width: 4, convolutions: 1 }], dropout: 0, mirror: true };
    const mirrored = buildInferenceModel(architecture, { fer2013: true });
    writeWeights(mirrored, foldBatchNorm(readWeights(buildTrainingModel(architecture, 1).model), architecture));
    const [same, different] = [mirrored, teacher(7)].map((network) => {
      const query = { faces, rows, view: 1, fixedViews: { augmentation: spoilt, mixup: 0, among: rows } };
      const [one, both] = [true, false].map((symmetric) => askTeacher({ ...asked(network), symmetric }, query));
      return far(one!.classes, both!.classes);
    });
    expect(same).toBeLessThan(1e-6);
    expect(different).toBeGreaterThan(1e-4);
  });

  it('is asked for once, unless something changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'facet-answers-'));
    try {
      const fixedViews = { augmentation: spoilt, mixup: 0, among: rows };
      const query = { faces, rows, view: 1, fixedViews };
      const say = (seed: number, changed: Partial<typeof query> = {}) =>
        keptAnswer(asked(teacher(seed)), { ...query, ...changed }, folder);
      const first = say(7);
      expect(readdirSync(folder)).toHaveLength(1);
      const file = join(folder, readdirSync(folder)[0]!);
      const before = statSync(file, { bigint: true }).mtimeNs;
      expect(say(7)).toEqual(first);
      expect(statSync(file, { bigint: true }).mtimeNs, 'not written again').toBe(before);

      expect(say(7, { fixedViews: { ...fixedViews, augmentation: FLIPPED } }), 'other pictures').not.toEqual(first);
      expect(say(7, { fixedViews: { ...fixedViews, mixup: 0.4 } }), 'mixed').not.toEqual(first);
      expect(say(7, { view: 0 })).not.toEqual(first);
      expect(readdirSync(folder)).toHaveLength(4);

      expect(say(8), 'another teacher of that name').not.toEqual(first);
      expect(statSync(file, { bigint: true }).mtimeNs).not.toBe(before);
      writeFileSync(file, 'cut off');
      expect(say(7)).toEqual(first);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('ends with the signal, between one view and the next', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('interrupted')));
    let asks = 0;
    const ask: typeof askTeacher = (...about) => {
      asks++;
      return askTeacher(...about);
    };
    const taught = distillationTargets([asked(teacher(7))], faces, rows, {
      ...options,
      views: 1000,
      ask,
      signal: stop.signal,
    });
    await expect(taught).rejects.toThrow('interrupted');
    expect(asks).toBeLessThan(10);
  });
});
