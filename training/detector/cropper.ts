/** Faces of whole pictures to train on: found, aligned and cropped as in a call, and kept, because finding them takes long. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { FER2013_GEOMETRY } from '../../src/engine/align';
import type { Detector } from '../../src/engine/detector';
import { faceCrop } from '../../src/engine/face-crop';
import { MAX_STILL_SIDE } from '../../src/engine/read-still-picture';
import { stillFaces } from '../../src/engine/still-faces';
import type { UnsureReason } from '../../src/engine/types';
import { registerWasm } from '../backends/wasm';
import { openPicture } from '../pictures/open-picture';
import { nodeDetector } from './node-detector';

/** Counts up when the same picture would give another crop. */
const FORMAT = 1;

/** What was found in one picture. */
export interface CroppedPicture {
  /** Faces in the picture; the largest is the one that counts. */
  readonly faces: number;
  /** Grey levels, INPUT_AREA; undefined where there is no face, or none that a call would read. */
  readonly crop?: Uint8Array;
  /** Why a face that is there cannot be read. */
  readonly problem?: UnsureReason;
  /** That finding and cropping took, when it was done. */
  readonly milliseconds: number;
}

/** Cuts faces out of picture files, as a call does. */
export interface Cropper {
  /** @throws Error naming the file, or the signal's reason */
  crop(file: string, signal: AbortSignal): Promise<CroppedPicture>;
}

type Kept = Omit<CroppedPicture, 'crop'> & { readonly crop?: string };

/**
 * The detector runs on tfjs's WebAssembly whatever else is on, and what was on is on again afterwards.
 * @param folder of what was found before, by the files' contents
 */
export function cropper(folder = '.cache/crops'): Cropper {
  let loading: Promise<Detector> | undefined;
  let warned = false;
  const find = async (file: string, signal: AbortSignal): Promise<CroppedPicture> => {
    const before = tf.getBackend() as string | undefined;
    await registerWasm();
    await tf.setBackend('wasm');
    try {
      loading ??= nodeDetector();
      return await cropped(file, await loading, signal);
    } finally {
      if (before) await tf.setBackend(before);
    }
  };
  return {
    async crop(file, signal) {
      const key = createHash('sha256')
        .update(JSON.stringify([FORMAT, MAX_STILL_SIDE, FER2013_GEOMETRY]))
        .update(readFileSync(file))
        .digest('hex');
      const kept = join(folder, `${key}.json`);
      const before = keptIn(kept);
      if (before) return before;
      const found = await find(file, signal);
      try {
        mkdirSync(folder, { recursive: true });
        // Whole or not at all, whoever else reads the same pictures.
        const part = `${kept}.${randomUUID()}.part`;
        writeFileSync(part, JSON.stringify(packed(found)));
        renameSync(part, kept);
      } catch (error) {
        // No fault of the picture's: its face is there.
        if (!warned) console.warn(`Faces cannot be kept in ${folder}, and will be searched for again: ${error}`);
        warned = true;
      }
      return found;
    },
  };
}

/** Null where there is none, or none that can be read: a crash may leave an empty one. */
function keptIn(file: string): CroppedPicture | null {
  try {
    return unpacked(JSON.parse(readFileSync(file, 'utf8')) as Kept);
  } catch {
    return null;
  }
}

const packed = ({ crop, ...rest }: CroppedPicture): Kept => ({
  ...rest,
  ...(crop ? { crop: Buffer.from(crop).toString('base64') } : {}),
});
const unpacked = ({ crop, ...rest }: Kept): CroppedPicture => ({
  ...rest,
  ...(crop ? { crop: Uint8Array.from(Buffer.from(crop, 'base64')) } : {}),
});

async function cropped(file: string, detector: Detector, signal: AbortSignal): Promise<CroppedPicture> {
  const picture = await openPicture(file);
  const start = performance.now();
  const faces = await stillFaces(picture, detector, signal);
  const area = ({ box }: (typeof faces)[number]) => box.width * box.height;
  const [largest] = [...faces].sort((a, b) => area(b) - area(a));
  if (!largest) return { faces: 0, milliseconds: performance.now() - start };
  const { crop, problem } = faceCrop(largest, picture, FER2013_GEOMETRY);
  return {
    faces: faces.length,
    ...(crop ? { crop: Uint8Array.from(crop, Math.round) } : { problem }),
    milliseconds: performance.now() - start,
  };
}
