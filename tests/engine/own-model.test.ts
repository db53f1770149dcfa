import { ready, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backend';
import { loadOwn, parseOwn } from '../../src/engine/own-model';
import { readModelFiles } from '../../src/own-model/read-files';
import { goodMetadata, tinyModel } from '../engine/tiny-model';

/** Node runs no kernels of ours. */
const TFJS: Backend = {
  report: { name: 'wasm', why: 'none' },
  kernels: null,
  lost: null,
  tfjs: async () => 'cpu',
};

const LABELS = ['bored', 'attentive', 'neutral'];
let json: string;
let weights: Uint8Array;
beforeAll(async () => {
  await setBackend('cpu');
  await ready();
  const source = await tinyModel({ outputs: 3, metadata: { ...goodMetadata, labels: LABELS } });
  const { modelTopology, weightSpecs, weightData } = await source.load!();
  json = JSON.stringify({
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
    userDefinedMetadata: { ...goodMetadata, labels: LABELS },
  });
  weights = new Uint8Array(weightData as ArrayBuffer);
});

/** What of model.json the tests change. */
interface Json {
  modelTopology: object;
  readonly weightsManifest: readonly [{ readonly weights: unknown[] }];
  readonly userDefinedMetadata: object;
}

const changed = (change: (model: Json) => void) => {
  const model = JSON.parse(json) as Json;
  change(model);
  return JSON.stringify(model);
};
const file = (name: string, content: string | Uint8Array, path = '') => {
  const one = new File([content as BlobPart], name);
  Object.defineProperty(one, 'webkitRelativePath', { value: path });
  return one;
};
const zip = (files: Record<string, string | Uint8Array>, name = 'model.zip') => {
  const bytes = (content: string | Uint8Array) =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return file(name, zipSync(Object.fromEntries(Object.entries(files).map(([at, content]) => [at, bytes(content)]))));
};

describe('a model of one’s own', () => {
  it.each<[string, () => File[]]>([
    [
      'a folder',
      () => [
        file('model.json', json, 'run/emotion/model.json'),
        file('weights.bin', weights, 'run/emotion/weights.bin'),
        file('epochs.jsonl', '{}', 'run/epochs.jsonl'),
      ],
    ],
    ['its files', () => [file('weights.bin', weights), file('model.json', json)]],
    ['a zip', () => [zip({ 'model.json': json, 'weights.bin': weights })]],
    [
      'a zip of the folder, with what macOS adds',
      () => [
        zip({
          'emotion/model.json': json,
          'emotion/weights.bin': weights,
          '__MACOSX/emotion/._model.json': 'x',
          'emotion/.DS_Store': 'x',
        }),
      ],
    ],
    [
      'a zip of the whole run, checkpoints and all, written with ./ before each name',
      () => [
        zip({
          './emotion/model.json': json,
          './emotion/weights.bin': weights,
          './checkpoint.bin': new Uint8Array(70_000_000),
        }),
      ],
    ],
  ])('is read from %s', async (_, files) => {
    const own = await readModelFiles(files());
    expect(own.digests.weights).toMatch(/^[\da-f]{64}$/);
    const { network, metadata } = await loadOwn(own, TFJS, 1);
    network.dispose();
    expect(metadata.classes.map(({ name, own: isOwn }) => [name, isOwn])).toEqual(LABELS.map((name) => [name, true]));
    expect(metadata.version).toBe(`test (${own.digests.weights.slice(0, 8)})`);
    expect(parseOwn(own)).toEqual(metadata);
  });

  it.each<[string, () => File[], RegExp]>([
    ['nothing', () => [], /Nothing was chosen/],
    ['other files', () => [file('cat.png', 'x')], /no model\.json among these files/],
    ['an empty zip', () => [zip({})], /no model\.json/],
    ['a zip that is none', () => [file('x.zip', 'PKnothing')], /damaged, or no zip file/],
    ['a folder without weights', () => [file('model.json', json)], /wants the file weights\.bin beside it/],
    ['JSON that is none', () => [file('model.json', '{'), file('weights.bin', weights)], /is no JSON/],
    [
      'weights in another place',
      () => [
        file(
          'model.json',
          changed((m) => Object.assign(m.weightsManifest[0], { paths: ['../x'] })),
        ),
      ],
      /does not name its weights/,
    ],
  ])('is refused where it is %s', async (_, files, why) => {
    await expect(readModelFiles(files())).rejects.toThrow(why);
  });

  const lambda = (model: Json) => {
    const text = JSON.stringify(model.modelTopology).replace('"Dense"', '"Lambda"');
    Object.assign(model, { modelTopology: JSON.parse(text) });
  };
  const wide = (model: Json) => {
    const text = JSON.stringify(model.modelTopology).replace('"filters":4', '"filters":99999999');
    Object.assign(model, { modelTopology: JSON.parse(text) });
  };
  it.each<[string, (model: Json) => void, RegExp]>([
    ['code', lambda, /a layer of the kind “Lambda”/],
    ['a layer too wide', wide, /wider than 4096/],
    ['weights that are missing', (m) => m.weightsManifest[0].weights.pop(), /bytes of weights/],
    [
      'weights of a kind that every object has',
      (m) => Object.assign(m.weightsManifest[0].weights[0] as object, { dtype: 'toString' }),
      /kind or shape/,
    ],
    [
      'other labels than outputs',
      (m) => Object.assign(m.userDefinedMetadata, { labels: ['a', 'b'] }),
      /names 2 expressions/,
    ],
    ['nothing about itself', (m) => Object.assign(m, { userDefinedMetadata: {} }), /is not an expression model/],
    ['another format', (m) => Object.assign(m, { format: 'graph-model' }), /no layers-model/],
  ])('is refused where it has %s', async (_, change, why) => {
    const own = await readModelFiles([file('model.json', changed(change)), file('weights.bin', weights)]);
    await expect(loadOwn(own, TFJS, 1)).rejects.toThrow(why);
    await expect(loadOwn(own, TFJS, 1)).rejects.toThrow(/go back to Facet’s own/);
  });
});
