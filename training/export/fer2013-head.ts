/**
 * The second head of a shipped network: FER2013's seven classes on the pooled features. It is not shipped, but kept beside
 * the model so that anyone can measure the very weights that ship on FER2013.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, model as network } from '@tensorflow/tfjs-layers';
import { z } from 'zod/v4';
import { FER2013_CLASSES } from '../dataset/labels';
import { readJson } from '../files/read-json';
import { sha256Of } from '../files/sha256';
import { FER2013_HEAD } from '../network/model';
import { through } from '../network/through';
import { WEIGHTS_FILE } from './model-file';

const FORMAT = 'facet-fer2013-head-1';
const POOLED = 'average';

/** The head for FER2013's seven classes, which is measured and does not ship. */
export interface Fer2013Head {
  /** Features × 7, row by row, and 7; a temperature is folded in. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

const HEAD_FILE = z.object({
  format: z.literal(FORMAT),
  classes: z.array(z.string()),
  /** SHA-256 of the weights whose features it reads. */
  weights: z.string(),
  kernel: z.array(z.number()),
  bias: z.array(z.number()),
});

/** Beside the model's folder, not in it: what lies in there ships. */
export const headFileOf = (modelFolder: string) => join(dirname(modelFolder), 'evaluation', 'fer2013-head.json');

const weightsHash = (modelFolder: string) => sha256Of(join(modelFolder, WEIGHTS_FILE));

/** @returns the file's path */
export function saveHead(modelFolder: string, { kernel, bias }: Fer2013Head): string {
  const file = headFileOf(modelFolder);
  const short = (values: Float32Array) => Array.from(values, (w) => Number(w.toPrecision(6)));
  const content: z.infer<typeof HEAD_FILE> = {
    format: FORMAT,
    classes: [...FER2013_CLASSES],
    weights: weightsHash(modelFolder),
    kernel: short(kernel),
    bias: short(bias),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content)}\n`);
  return file;
}

/**
 * @returns the head, or undefined where there is none
 * @throws Error if there is one for other weights
 */
export function loadHead(modelFolder: string): Fer2013Head | undefined {
  const file = headFileOf(modelFolder);
  if (!existsSync(file)) return undefined;
  const { success, data } = HEAD_FILE.safeParse(readJson(file));
  if (!success) throw new Error(`${file} is no FER2013 head of this program (${FORMAT}). Export the model again.`);
  const { weights, kernel, bias } = data;
  if (weights !== weightsHash(modelFolder)) {
    throw new Error(
      `${file} belongs to other weights than ${modelFolder} has. Export the model again, or delete the file.`,
    );
  }
  return { kernel: Float32Array.from(kernel), bias: Float32Array.from(bias) };
}

/** A shipped network with a second output: probabilities of FER2013's classes, [n, 7]. */
export function withHead(shipped: LayersModel, { kernel, bias }: Fer2013Head): LayersModel {
  const [features] = [shipped.getLayer(POOLED).output].flat();
  const width = FER2013_CLASSES.length;
  const head = layers.dense({ name: FER2013_HEAD, units: width, activation: 'softmax', kernelInitializer: 'zeros' });
  const second = through(head, features!);
  tf.tidy(() => head.setWeights([tf.tensor2d(kernel, [kernel.length / width, width]), tf.tensor1d(bias)]));
  return network({ inputs: shipped.inputs, outputs: [shipped.outputs[0]!, second] });
}
