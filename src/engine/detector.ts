import type { FaceDetector as MediaPipe } from '@mediapipe/tasks-vision';
import { Failure } from '../problem';
import { report } from '../report';
import type { Backend } from './backend';
import { BlazeFace, loadGraph } from './blazeface';
import { detectedFace } from './detected-face';
import { BadFile, checkFiles, digestsOf, readFile } from './integrity';
import { ProcessorGraph } from './kernels/processor-graph';
import { standInCanvas } from './stand-in-canvas';
import type { DetectedFace, EngineAssets, Quarters } from './types';

/** 'short' finds near faces, 'full' also those that are small in the picture, at two to three times the cost. */
export type Range = 'short' | 'full';

/** What finds faces, whoever does it. */
export type Detector = Pick<FaceDetector, 'detect'>;

/**
 * Finds faces: in calls with BlazeFace on the back end that reads expressions too, in still pictures with MediaPipe's own,
 * which is loaded only there, and where the other cannot be loaded. The full range is loaded when it is first asked for: most
 * calls never need it.
 */
export class FaceDetector {
  /** For still pictures. */
  readonly closely: Detector;
  private readonly mediaPipe: MediaPipeDetector;
  private readonly graphs = new Map<Range, Promise<BlazeFace | null>>();
  private readonly loaded = new Set<BlazeFace>();
  private isOver = false;

  private constructor(
    private readonly assets: EngineAssets,
    private readonly backend: Backend,
  ) {
    this.mediaPipe = new MediaPipeDetector(assets);
    this.closely = this.mediaPipe;
  }

  /** @throws a sentence for the user if neither BlazeFace nor MediaPipe can be loaded, or a file was changed. */
  static async create(assets: EngineAssets, backend: Backend): Promise<FaceDetector> {
    const detector = new FaceDetector(assets, backend);
    if (!(await detector.graph('short'))) await detector.mediaPipe.load('short');
    return detector;
  }

  /**
   * Faces in a picture, the surest first. Their places are fractions of the picture.
   *
   * @param quarters how faces lie in it: their keypoints are right up to 60° from there, and beyond upside down.
   */
  async detect(picture: ImageData, range: Range = 'short', quarters: Quarters = 0): Promise<DetectedFace[]> {
    const graph = await this.graph(range);
    return graph ? graph.detect(picture, quarters) : this.mediaPipe.detect(picture, range, quarters);
  }

  dispose(): void {
    this.isOver = true;
    for (const graph of this.loaded) graph.dispose();
    this.loaded.clear();
    void this.mediaPipe.dispose();
  }

  /** @throws a sentence for the user if a file is missing or was changed. */
  private async load(range: Range): Promise<BlazeFace> {
    const { assets, backend } = this;
    const { description, weights } = await loadGraph(assets.detectorGraphs[range], (url) => readFile(url, assets));
    const own = backend.kernels && (await ProcessorGraph.of(description, weights, backend.kernels));
    if (own) return new BlazeFace(own, range);
    const on = await backend.tfjs();
    const { Graph } = await import('./graph');
    return new BlazeFace(new Graph(description, weights, on), range);
  }

  /** null: it could not be loaded, and MediaPipe takes its place. */
  private graph(range: Range): Promise<BlazeFace | null> {
    let loading = this.graphs.get(range);
    if (!loading) {
      loading = this.load(range).then(
        (graph) => {
          if (this.isOver) graph.dispose();
          else this.loaded.add(graph);
          return graph;
        },
        (error: unknown) => {
          // Whoever changed one file may have changed others.
          if (error instanceof BadFile) throw error;
          report('loading the face detector: MediaPipe finds faces instead', error);
          return null;
        },
      );
      this.graphs.set(range, loading);
    }
    return loading;
  }
}

/** MediaPipe's BlazeFace on the CPU, without WebGL. */
class MediaPipeDetector {
  private readonly loaded = new Map<Range, Promise<MediaPipe>>();

  constructor(private readonly assets: EngineAssets) {}

  async detect(picture: ImageData, range: Range, quarters: Quarters): Promise<DetectedFace[]> {
    const mediaPipe = await this.load(range);
    const { width, height } = picture;
    try {
      const { detections } = mediaPipe.detect(picture, { rotationDegrees: (360 - 90 * quarters) % 360 });
      return detections.flatMap((found) => detectedFace(found, width, height, quarters) ?? []);
    } catch (error) {
      // A graph that failed once fails for ever ("Graph has errors"): the next picture gets a new one.
      this.loaded.delete(range);
      putAway(mediaPipe);
      throw new Failure({ code: 'engine_picture' }, { cause: error });
    }
  }

  async dispose(): Promise<void> {
    for (const [range, loading] of this.loaded) {
      this.loaded.delete(range);
      await loading.then(putAway, () => {});
    }
  }

  /** @throws Failure if a file is missing. */
  load(range: Range): Promise<MediaPipe> {
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
    report('closing a face detector', error);
  }
}

async function create(assets: EngineAssets, range: Range): Promise<MediaPipe> {
  const files = {
    wasmLoaderPath: `${assets.mediapipeWasm}/vision_wasm_internal.js`,
    wasmBinaryPath: `${assets.mediapipeWasm}/vision_wasm_internal.wasm`,
  };
  const modelAssetPath = range === 'short' ? assets.shortRangeDetector : assets.fullRangeDetector;
  await checkFiles(digestsOf(assets, (url) => url.startsWith(`${assets.mediapipeWasm}/`) || url === modelAssetPath));
  try {
    const { FaceDetector } = await import('@mediapipe/tasks-vision');
    return await FaceDetector.createFromOptions(files, {
      baseOptions: { modelAssetPath, delegate: 'CPU' },
      runningMode: 'IMAGE',
      minDetectionConfidence: 0.5,
      canvas: standInCanvas(),
    });
  } catch (error) {
    throw new Failure({ code: 'engine_detector' }, { cause: error });
  }
}
