/** Facet's engine in Node: finds faces in whole pictures and reads them, with the code that the extension runs. */
import { setBackend } from '@tensorflow/tfjs-core';
import { Classifier, CPU_BATCH } from '../../src/engine/classifier';
import { loadModel, warmUp } from '../../src/engine/model';
import { readStillPicture } from '../../src/engine/read-still-picture';
import type { FaceReading, ModelReport } from '../../src/engine/types';
import { registerWasm } from '../backends/wasm';
import { nodeDetector } from '../detector/node-detector';
import { filesOf } from '../export/model-file';
import { openPicture } from '../pictures/open-picture';

/** What was read in one picture. */
export interface PictureReading {
  readonly picture: Awaited<ReturnType<typeof openPicture>>;
  readonly faces: readonly FaceReading[];
  /** Spent on finding faces, and on what the network says of all of them. */
  readonly milliseconds: { readonly finding: number; readonly reading: number };
}

/** Reads picture files in Node as the browser reads them. */
export interface Reader {
  readonly model: ModelReport;
  /** @throws Error naming the file, or the signal's reason */
  read(file: string, signal: AbortSignal): Promise<PictureReading>;
}

/**
 * On tfjs's WebAssembly whatever else there is: the detector's depthwise convolutions and resizing are plain JavaScript in
 * oneDNN's back end, and browsers without a graphics processor run the same.
 *
 * @param folder of an exported model
 * @throws Error saying what is wrong with it
 */
export async function openReader(folder: string): Promise<Reader> {
  await registerWasm();
  await setBackend('wasm');
  const expressions = await loadModel(filesOf(folder));
  await warmUp(expressions);
  const classifier = new Classifier(expressions, CPU_BATCH);
  const detector = await nodeDetector();
  const { metadata } = expressions;
  return {
    model: { version: metadata.version, classes: metadata.classes },
    async read(file, signal) {
      const picture = await openPicture(file);
      let reading = 0;
      const timed: Pick<Classifier, 'classify'> = {
        async classify(crops) {
          const start = performance.now();
          const answers = await classifier.classify(crops);
          reading += performance.now() - start;
          return answers;
        },
      };
      const start = performance.now();
      const faces = await readStillPicture(picture, { detector, classifier: timed, metadata }, signal);
      return { picture, faces, milliseconds: { finding: performance.now() - start - reading, reading } };
    },
  };
}
