import { memory, ready, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Classifier } from '../../src/engine/classifier';
import { INPUT_AREA } from '../../src/engine/input';
import { loadModel } from '../../src/engine/model';
import { EXPRESSIONS } from '../../src/expressions';
import { goodMetadata, tinyModel } from './tiny-model';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

/** Faces that differ. */
const crops = (count: number) =>
  Array.from({ length: count }, (_, k) => Float32Array.from({ length: INPUT_AREA }, (_, i) => (i * (k + 3)) % 256));

describe('loadModel', () => {
  it('tells what the model knows', async () => {
    const { metadata, network } = await loadModel(await tinyModel());
    expect(metadata.labels).toEqual(EXPRESSIONS);
    network.dispose();
  });

  it.each([
    ['its input has the shape [[null,32,32,1]]', { side: 32 }],
    ['it names 8 expressions, and its output has the shape [[null,7]]', { outputs: 7 }],
    ['wants another input', { metadata: { ...goodMetadata, input: { side: 64 } } }],
    ['not an expression model of Facet', { metadata: {} }],
  ])('says "…%s…"', async (why, changes) => {
    await expect(loadModel(await tinyModel(changes))).rejects.toThrow(why);
  });

  it('says so where files are missing', async () => {
    const missing = { load: () => Promise.reject(new Error('404')) };
    await expect(loadModel(missing)).rejects.toThrow('its files are missing or damaged');
  });

  it('leaves nothing behind when it refuses a model', async () => {
    const source = await tinyModel({ outputs: 7 });
    const before = memory().numTensors;
    await expect(loadModel(source)).rejects.toThrow();
    expect(memory().numTensors).toBe(before);
  });
});

describe('Classifier', () => {
  it('gives each face its own probabilities, alone or among others', async () => {
    const classifier = new Classifier(await loadModel(await tinyModel()));
    const faces = crops(3);
    const together = await classifier.classify(faces);
    expect(new Set(together.map(String)).size).toBe(3);
    for (const [i, face] of faces.entries()) {
      const [alone] = await classifier.classify([face]);
      expect(alone!.length).toBe(EXPRESSIONS.length);
      expect(alone!.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      for (const [k, p] of alone!.entries()) expect(together[i]![k]).toBeCloseTo(p, 5);
    }
    classifier.dispose();
  });

  it('gives the same in small batches', async () => {
    const model = await loadModel(await tinyModel());
    const inSmall = await new Classifier(model, 2).classify(crops(5));
    for (const [i, together] of (await new Classifier(model).classify(crops(5))).entries()) {
      for (const [k, p] of together.entries()) expect(inSmall[i]![k]).toBeCloseTo(p, 5);
    }
    model.network.dispose();
  });

  it('gives the outputs of a model with other classes in their order', async () => {
    const labels = ['surprise', 'asleep', 'neutral'];
    const model = await loadModel(await tinyModel({ outputs: 3, metadata: { ...goodMetadata, labels } }));
    const [first, second] = await new Classifier(model).classify(crops(2));
    expect(first).toHaveLength(3);
    expect(first!.reduce((sum, p) => sum + p)).toBeCloseTo(1, 5);
    expect(second).not.toEqual(first);
    model.network.dispose();
  });

  it('runs nothing for no face', async () => {
    const classifier = new Classifier(await loadModel(await tinyModel()));
    expect(await classifier.classify([])).toEqual([]);
    classifier.dispose();
  });

  it('keeps no tensor from tick to tick, and none at the end', async () => {
    const source = await tinyModel();
    const atStart = memory().numTensors;
    const classifier = new Classifier(await loadModel(source));
    const loaded = memory().numTensors;
    for (let tick = 0; tick < 10; tick++) await classifier.classify(crops(1 + (tick % 4)));
    expect(memory().numTensors).toBe(loaded);
    classifier.dispose();
    expect(memory().numTensors).toBe(atStart);
  });
});
