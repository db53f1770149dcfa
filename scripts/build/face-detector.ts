import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { faceDetectorMetadata } from './face-detector-metadata';
import { withMetadata } from './tflite-model';

/**
 * BlazeFace (Bazarevsky et al. 2019, https://arxiv.org/abs/1907.05047) as MediaPipe's FaceDetector accepts it: the npm
 * package `@mediapipe/face_detection` has the networks, but without the metadata that the FaceDetector of
 * `@mediapipe/tasks-vision` requires. With it, they give what Google's own download gives.
 */
export async function faceDetector(range: 'short' | 'full'): Promise<Uint8Array> {
  const file = `@mediapipe/face_detection/face_detection_${range}_range.tflite`;
  try {
    const path = createRequire(import.meta.url).resolve(file);
    return withMetadata(new Uint8Array(await readFile(path)), faceDetectorMetadata(`BlazeFace, ${range} range`));
  } catch (error) {
    throw new Error(`Cannot prepare the face detector from ${file}; run "npm ci" again.`, { cause: error });
  }
}
