import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { faceDetectorMetadata } from './face-detector-metadata';
import { tfliteGraph } from './tflite-graph';
import { withMetadata } from './tflite-model';

/**
 * BlazeFace (Bazarevsky et al. 2019, https://arxiv.org/abs/1907.05047) as MediaPipe's FaceDetector accepts it: the npm
 * package `@mediapipe/face_detection` has the networks, but without the metadata that the FaceDetector of
 * `@mediapipe/tasks-vision` requires. With it, they give what Google's own download gives.
 */
export async function faceDetector(range: 'short' | 'full'): Promise<Uint8Array> {
  return prepared(range, (model) => withMetadata(model, faceDetectorMetadata(`BlazeFace, ${range} range`)));
}

/** The same network as src/engine/graph.ts runs it: its description as JSON, and its weights. */
export async function faceDetectorGraph(range: 'short' | 'full'): Promise<{ json: Uint8Array; weights: Uint8Array }> {
  const { graph, weights } = await prepared(range, tfliteGraph);
  return { json: new TextEncoder().encode(JSON.stringify(graph)), weights };
}

async function prepared<T>(range: 'short' | 'full', prepare: (model: Uint8Array) => T): Promise<T> {
  const file = `@mediapipe/face_detection/face_detection_${range}_range.tflite`;
  try {
    const path = createRequire(import.meta.url).resolve(file);
    return prepare(new Uint8Array(await readFile(path)));
  } catch (error) {
    throw new Error(`Cannot prepare the face detector from ${file}; run "npm ci" again.`, { cause: error });
  }
}
