/** BlazeFace in Node: the networks of the npm package, run by the code that finds faces in calls. */

import { BlazeFace } from '../../src/engine/blazeface';
import type { Detector, Range } from '../../src/engine/detector';
import { Graph, type GraphDescription } from '../../src/engine/graph';
import { fromHalf } from '../quantization/half';
import { faceDetectorGraph } from './face-detector';
import '../pictures/image-data';

async function load(range: Range): Promise<BlazeFace> {
  const { json, weights } = await faceDetectorGraph(range);
  const description = JSON.parse(new TextDecoder().decode(json)) as GraphDescription;
  // Node has no Float16Array before 24.
  const halves = new Uint16Array(weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength));
  return new BlazeFace(new Graph(description, fromHalf(halves)), range);
}

/** On the back end of tfjs that is on. @throws Error if the npm package is not there */
export async function nodeDetector(): Promise<Detector> {
  const graphs = { short: await load('short'), full: await load('full') };
  return { detect: (picture, range = 'short', quarters = 0) => graphs[range].detect(picture, quarters) };
}
