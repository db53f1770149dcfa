/** Runs a network over stored pictures. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { INPUT_AREA, INPUT_SIDE, normalise } from '../../src/engine/input';
import type { Faces } from '../dataset/faces';
import { applied } from './applied';

const BATCH = 128;

/** @returns [n, 48, 48, 1], normalised; to be disposed of */
export function picturesOf({ pixels }: Pick<Faces, 'pixels'>, rows: ArrayLike<number>): tf.Tensor4D {
  const images = new Float32Array(rows.length * INPUT_AREA);
  for (let i = 0; i < images.length; i++)
    images[i] = normalise(pixels[rows[Math.floor(i / INPUT_AREA)]! * INPUT_AREA + (i % INPUT_AREA)]!);
  return tf.tensor4d(images, [rows.length, INPUT_SIDE, INPUT_SIDE, 1]);
}

/** Changes INPUT_AREA grey levels in place before the network sees them. */
export type Distortion = (picture: Float32Array, row: number) => void;

/**
 * @returns for each of the model's outputs, its values for all rows one after another
 */
export function predict(
  model: LayersModel,
  faces: Pick<Faces, 'pixels'>,
  rows: ArrayLike<number>,
  distort?: Distortion,
): Float32Array[] {
  const outputs = model.outputs.map((output) => new Float32Array(rows.length * output.shape.at(-1)!));
  // Every batch is full, so that native kernels are built for one shape only; surplus answers are not kept.
  const images = new Float32Array(BATCH * INPUT_AREA);
  const picture = new Float32Array(INPUT_AREA);
  for (let start = 0; start < rows.length; start += BATCH) {
    const size = Math.min(BATCH, rows.length - start);
    for (let i = 0; i < size; i++) {
      const row = rows[start + i]!;
      for (let p = 0; p < INPUT_AREA; p++) picture[p] = faces.pixels[row * INPUT_AREA + p]!;
      distort?.(picture, row);
      for (let p = 0; p < INPUT_AREA; p++) images[i * INPUT_AREA + p] = normalise(picture[p]!);
    }
    tf.tidy(() => {
      const batch = tf.tensor4d(images, [BATCH, INPUT_SIDE, INPUT_SIDE, 1]);
      applied(model, batch, { training: false }).forEach((tensor, o) => {
        const width = tensor.shape.at(-1)!;
        outputs[o]!.set(tensor.dataSync<'float32'>().subarray(0, size * width), start * width);
      });
    });
  }
  return outputs;
}
