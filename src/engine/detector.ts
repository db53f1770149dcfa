import { type Detection, FaceDetector as MediaPipe } from '@mediapipe/tasks-vision';
import { standInCanvas } from './stand-in-canvas';
import type { DetectedFace, EngineAssets, Point } from './types';

/** 'short' finds near faces, 'full' also those that are small in the picture, at two to three times the cost. */
export type Range = 'short' | 'full';

/**
 * Finds faces with MediaPipe's BlazeFace on the CPU, without WebGL.
 * The full range is loaded when it is first asked for: most calls never need it.
 */
export class FaceDetector {
  private readonly loaded = new Map<Range, Promise<MediaPipe>>();

  private constructor(private readonly assets: EngineAssets) {}

  /** @throws a sentence for the user if a file is missing. */
  static async create(assets: EngineAssets): Promise<FaceDetector> {
    const detector = new FaceDetector(assets);
    await detector.load('short');
    return detector;
  }

  /** Faces in a picture, the surest first. Their places are fractions of the picture. */
  async detect(picture: ImageData, range: Range = 'short'): Promise<DetectedFace[]> {
    const mediaPipe = await this.load(range);
    try {
      return mediaPipe.detect(picture).detections.flatMap((found) => face(found, picture.width, picture.height) ?? []);
    } catch (error) {
      // A graph that failed once fails for ever ("Graph has errors"): the next picture gets a new one.
      this.loaded.delete(range);
      putAway(mediaPipe);
      throw new Error('The face detector could not read a picture.', { cause: error });
    }
  }

  async dispose(): Promise<void> {
    for (const [range, loading] of this.loaded) {
      this.loaded.delete(range);
      await loading.then(putAway, () => {});
    }
  }

  private load(range: Range): Promise<MediaPipe> {
    let loading = this.loaded.get(range);
    if (!loading) {
      loading = create(this.assets, range);
      // A load that failed may be tried again.
      loading.catch(() => this.loaded.delete(range));
      this.loaded.set(range, loading);
    }
    return loading;
  }
}

/** Puts away; one that failed may fail at that too. */
function putAway(mediaPipe: MediaPipe): void {
  try {
    mediaPipe.close();
  } catch (error) {
    console.warn('A face detector could not be closed.', error);
  }
}

async function create(assets: EngineAssets, range: Range): Promise<MediaPipe> {
  const files = {
    wasmLoaderPath: `${assets.mediapipeWasm}/vision_wasm_internal.js`,
    wasmBinaryPath: `${assets.mediapipeWasm}/vision_wasm_internal.wasm`,
  };
  const modelAssetPath = range === 'short' ? assets.shortRangeDetector : assets.fullRangeDetector;
  try {
    return await MediaPipe.createFromOptions(files, {
      baseOptions: { modelAssetPath, delegate: 'CPU' },
      runningMode: 'IMAGE',
      minDetectionConfidence: 0.5,
      canvas: standInCanvas(),
    });
  } catch (error) {
    throw new Error('The face detector could not be loaded. Reload the extension, or install it again.', {
      cause: error,
    });
  }
}

/** MediaPipe's detection in our terms. Keypoints: right eye, left eye (the person's), nose tip, mouth, two ears. */
function face(found: Detection, width: number, height: number): DetectedFace | null {
  const box = found.boundingBox;
  const [leftEye, rightEye, nose, mouth] = found.keypoints.map(({ x, y }): Point => ({ x, y }));
  if (!box || !leftEye || !rightEye || !nose || !mouth) return null;
  return {
    box: { x: box.originX / width, y: box.originY / height, width: box.width / width, height: box.height / height },
    leftEye,
    rightEye,
    nose,
    mouth,
    score: found.categories[0]?.score ?? 0,
  };
}
