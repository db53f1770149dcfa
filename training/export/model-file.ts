/** A tfjs layers-model in a folder: model.json with metadata, and one file of weights: a byte each in convolutions but the first, float16 elsewhere. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { io, util } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { sha256 } from '../files/sha256';
import { toBytes } from '../quantization/bytes';
import { toHalf } from '../quantization/half';
import { parseTrainedMetadata, type TrainedModelMetadata } from './trained-metadata';

/** Beside `model.json`, which names it. */
export const WEIGHTS_FILE = 'weights.bin';

/** The kernels of all convolutions but the first are nearly all of a network, and a byte each is enough for them. */
function packed(
  spec: io.WeightsManifestEntry,
  values: Float32Array,
): { data: Uint8Array; spec: io.WeightsManifestEntry } {
  if (spec.shape.length === 4 && spec.shape[2]! > 1) {
    const { bytes, scale, min } = toBytes(values);
    return { data: bytes, spec: { ...spec, quantization: { dtype: 'uint8', scale, min } } };
  }
  const data = new Uint8Array(toHalf(values).buffer);
  return { data, spec: { ...spec, quantization: { dtype: 'float16' } } };
}

/** Writes the model. @returns bytes and SHA-256 of each file */
export async function saveModel(
  folder: string,
  model: LayersModel,
  metadata: TrainedModelMetadata,
): Promise<Record<string, { bytes: number; sha256: string }>> {
  let artifacts: io.ModelArtifacts | undefined;
  await model.save(
    io.withSaveHandler(async (saved) => {
      artifacts = saved;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  if (!artifacts?.weightSpecs || !artifacts.weightData) throw new Error('tfjs-layers gave no weights to save.');
  const floats = new Float32Array(io.CompositeArrayBuffer.join(artifacts.weightData));
  let at = 0;
  const parts = artifacts.weightSpecs.map((spec) => {
    const from = at;
    at += util.sizeFromShape(spec.shape);
    return packed(spec, floats.subarray(from, at));
  });
  const weights = Buffer.concat(parts.map(({ data }) => data));
  const json = JSON.stringify({
    format: 'layers-model',
    generatedBy: artifacts.generatedBy,
    convertedBy: null,
    modelTopology: artifacts.modelTopology,
    weightsManifest: [
      {
        paths: [WEIGHTS_FILE],
        weights: parts.map(({ spec }) => spec),
      },
    ],
    userDefinedMetadata: metadata,
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, WEIGHTS_FILE), weights);
  writeFileSync(join(folder, 'model.json'), `${json}\n`);
  return {
    'model.json': { bytes: json.length + 1, sha256: sha256(`${json}\n`) },
    [WEIGHTS_FILE]: { bytes: weights.length, sha256: sha256(weights) },
  };
}

/** What a folder that saveModel wrote holds, for tfjs to load. @throws Error saying which file is missing or damaged */
export function filesOf(folder: string): io.IOHandler {
  const { json, weightData } = contentOf(folder);
  return io.fromMemory({
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest[0]!.weights,
    weightData,
    ...(json.userDefinedMetadata ? { userDefinedMetadata: json.userDefinedMetadata } : {}),
  });
}

/** Reads a folder that saveModel wrote. @throws Error saying which file is missing or damaged, or what it does not say */
export async function loadModel(folder: string): Promise<{ model: LayersModel; metadata: TrainedModelMetadata }> {
  const metadata = readMetadata(folder);
  return { model: await loadLayersModel(filesOf(folder)), metadata };
}

/** What the model of such a folder says of itself. @throws Error as loadModel does */
export function readMetadata(folder: string): TrainedModelMetadata {
  return parseTrainedMetadata(contentOf(folder).json.userDefinedMetadata, join(folder, 'model.json'));
}

function contentOf(folder: string): { json: io.ModelJSON; weightData: ArrayBuffer } {
  const file = join(folder, 'model.json');
  if (!existsSync(file)) throw new Error(`${folder} holds no model.json. Name a folder that "npm run export" wrote.`);
  let json: io.ModelJSON;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is damaged: it is no JSON. Export the model again.`, { cause: error });
  }
  const weights = json.weightsManifest?.[0]?.paths[0];
  if (!weights) throw new Error(`${file} is no model that "npm run export" wrote: it names no weights.`);
  return { json, weightData: Uint8Array.from(readFileSync(join(folder, weights))).buffer };
}
