import { Failure, type Problem } from '../problem';
import type { Backend } from './backend';
import { openModel } from './expression-model';
import type { ExpressionModel } from './expression-network';
import type { ModelFiles, WeightSpec } from './model-files';
import { BrokenModel, broken, isRecord, type ModelMetadata, parseModelMetadata } from './model-metadata';
import type { EngineAssets } from './types';

/** A model that the user brought: what training's export wrote, as it lies in a folder. Data, never code. */
export interface OwnModel {
  /** model.json. */
  readonly json: string;
  /** The file that it names, or all of them one after another. */
  readonly weights: ArrayBuffer;
  /** SHA-256 of model.json and the weights, in hexadecimal. */
  readonly digests: { readonly json: string; readonly weights: string };
}

/** SHA-256 of the model.json that lays out the network, in hexadecimal; empty where the build tells none. */
export function modelDigest({ digests, expressionModel }: EngineAssets, own: OwnModel | null): string {
  return own?.digests.json ?? digests[expressionModel] ?? '';
}

/** Bytes: the bundled model has 0.9 million, and networks that a processor reads in time are not larger than this. */
export const LARGEST = { json: 4_000_000, weights: 64_000_000 };
/** Layers, and units or filters of one: more would take all memory before the first picture. */
const MOST_LAYERS = 400;
const WIDEST = 4096;

/** tfjs' layers that only compute; initializers are named in the same way. */
const KNOWN = new Set([
  ...['Model', 'Functional', 'Sequential', 'InputLayer', 'Zeros', 'Ones', 'Constant', 'GlorotUniform', 'GlorotNormal'],
  ...['HeNormal', 'HeUniform', 'LeCunNormal', 'LeCunUniform', 'VarianceScaling', 'RandomNormal', 'RandomUniform'],
  ...['TruncatedNormal', 'L1', 'L2', 'L1L2', 'Conv2D', 'SeparableConv2D', 'DepthwiseConv2D', 'Dense', 'Flatten'],
  ...['Reshape', 'Permute', 'Activation', 'ReLU', 'LeakyReLU', 'PReLU', 'ELU', 'Softmax', 'BatchNormalization'],
  ...['LayerNormalization', 'Dropout', 'SpatialDropout2D', 'GaussianNoise', 'GaussianDropout', 'Add', 'Average'],
  ...['Maximum', 'Minimum', 'Multiply', 'Concatenate', 'ZeroPadding2D', 'Cropping2D', 'MaxPooling2D'],
  ...['AveragePooling2D', 'GlobalAveragePooling1D', 'GlobalAveragePooling2D', 'GlobalMaxPooling2D'],
]);

/** What its files hold. @throws BrokenModel where they are not what training writes; the network itself `openModel` checks. */
export function filesOf({ json, weights }: OwnModel): ModelFiles {
  const model = parsed(json);
  if (model.format !== 'layers-model' || !isRecord(model.modelTopology)) {
    throw broken({ code: 'model_noLayers' });
  }
  checkLayers(model.modelTopology);
  const groups = Array.isArray(model.weightsManifest) ? (model.weightsManifest as unknown[]) : [];
  const specs = groups.flatMap((group) => (isRecord(group) && Array.isArray(group.weights) ? group.weights : []));
  const bytes = specs.reduce((sum: number, spec) => sum + bytesOf(spec), 0);
  if (specs.length === 0 || bytes !== weights.byteLength) {
    throw broken({ code: 'model_weights', told: bytes, found: weights.byteLength });
  }
  return {
    modelTopology: model.modelTopology,
    weightSpecs: specs as WeightSpec[],
    weightData: weights,
    ...(isRecord(model.userDefinedMetadata) ? { userDefinedMetadata: model.userDefinedMetadata } : {}),
  };
}

/** Names of the files that model.json wants beside it. @throws BrokenModel */
export function weightFiles(json: string): string[] {
  const { weightsManifest } = parsed(json);
  const groups: unknown[] = Array.isArray(weightsManifest) ? weightsManifest : [];
  const paths = groups.flatMap((group) => (isRecord(group) && Array.isArray(group.paths) ? group.paths : []));
  const isPlain = (path: unknown) => typeof path === 'string' && /^[^/\\]+$/.test(path) && !path.startsWith('.');
  if (paths.length === 0 || !paths.every(isPlain)) throw broken({ code: 'model_noFiles' });
  return paths as string[];
}

function parsed(json: string): Record<string, unknown> {
  try {
    const model: unknown = JSON.parse(json);
    if (isRecord(model)) return model;
  } catch {
    // Said below.
  }
  throw broken({ code: 'model_noJson' });
}

function checkLayers(topology: Record<string, unknown>): void {
  let layers = 0;
  const look = (value: unknown, depth: number): void => {
    if (depth > 40) throw broken({ code: 'model_deep' });
    if (Array.isArray(value)) for (const one of value) look(one, depth + 1);
    if (!isRecord(value)) return;
    const { class_name: name, units, filters } = value;
    if (name !== undefined && !KNOWN.has(String(name))) {
      throw broken({ code: 'model_layer', name: String(name).slice(0, 40) });
    }
    if (name !== undefined && 'inbound_nodes' in value && ++layers > MOST_LAYERS) {
      throw broken({ code: 'model_manyLayers', most: MOST_LAYERS });
    }
    for (const width of [units, filters]) {
      if (width !== undefined && !(Number(width) >= 1 && Number(width) <= WIDEST)) {
        throw broken({ code: 'model_wide', most: WIDEST });
      }
    }
    for (const inner of Object.values(value)) look(inner, depth + 1);
  };
  look(topology, 0);
}

const BYTES: Readonly<Record<string, number>> = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 };

function bytesOf(spec: unknown): number {
  if (!isRecord(spec) || !Array.isArray(spec.shape)) throw broken({ code: 'model_shapes' });
  const dtype = isRecord(spec.quantization) ? spec.quantization.dtype : spec.dtype;
  const size = Object.hasOwn(BYTES, String(dtype)) ? BYTES[String(dtype)] : undefined;
  const isShape = spec.shape.every((side) => Number.isInteger(side) && side >= 0);
  if (!size || !isShape) throw broken({ code: 'model_kinds' });
  return size * (spec.shape as number[]).reduce((product, side) => product * side, 1);
}

/** @param most faces of one run. @throws Failure where it cannot be used (any more). */
export async function loadOwn(own: OwnModel, backend: Backend, most: number): Promise<ExpressionModel> {
  try {
    const { network, metadata } = await openModel(filesOf(own), backend, most);
    return { network, metadata: asOwn(metadata, own) };
  } catch (error) {
    if (error instanceof Failure && !(error instanceof BrokenModel)) throw error;
    // What tfjs says where memory does not do, or the back end of today lacks a layer.
    const why: Problem = error instanceof BrokenModel ? error.why : { code: 'model_fails' };
    throw new Failure({ code: 'model_kept', why }, { cause: error });
  }
}

/** Its metadata as that of a model that the user brought: the version is told by its weights, too. */
export function asOwn(metadata: ModelMetadata, { digests }: OwnModel): ModelMetadata {
  return {
    ...metadata,
    version: `${metadata.version} (${digests.weights.slice(0, 8)})`,
    classes: metadata.classes.map((kind) => ({ ...kind, own: true })),
  };
}

/** What it says about itself. @throws BrokenModel */
export function parseOwn(own: OwnModel): ModelMetadata {
  return asOwn(parseModelMetadata(parsed(own.json).userDefinedMetadata), own);
}
