import * as faceApi from '@vladmandic/face-api';
import { offer } from './turns';

const OPTIONS = new faceApi.TinyFaceDetectorOptions({ inputSize: 224, scoreThreshold: 0.4 });
/** What the package's types leave out of the tfjs that it brings. */
interface Tfjs {
  setWasmPaths(folder: string): void;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
}

offer({
  async open() {
    const tf = faceApi.tf as unknown as Tfjs;
    tf.setWasmPaths('/vendor/tfjs/');
    await tf.setBackend('wasm');
    await tf.ready();
    await faceApi.nets.tinyFaceDetector.loadFromUri('/peers/face-api');
    await faceApi.nets.faceExpressionNet.loadFromUri('/peers/face-api');
  },
  async read(picture) {
    const input = faceApi.tf.browser.fromPixels(picture);
    try {
      const found = await faceApi.detectSingleFace(input, OPTIONS).withFaceExpressions();
      return found !== undefined;
    } finally {
      input.dispose();
    }
  },
});
