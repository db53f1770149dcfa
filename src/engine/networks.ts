import type { Backend } from './backend';
import { Classifier, CPU_BATCH } from './classifier';
import { FaceDetector } from './detector';
import { openModel } from './expression-model';
import type { ExpressionModel } from './expression-network';
import { BadFile, readFile } from './integrity';
import { modelFiles } from './model-files';
import { loadOwn, type OwnModel } from './own-model';
import type { EngineAssets, LoadingStep } from './types';

/** What finds and reads faces, on one back end. */
export interface Networks {
  readonly backend: Backend;
  readonly detector: FaceDetector;
  readonly expressions: ExpressionModel;
  readonly classifier: Classifier;
  dispose(): void;
}

export interface NetworksOptions {
  readonly signal: AbortSignal;
  /** Told what is being loaded. */
  readonly onStep?: ((step: LoadingStep) => void) | undefined;
  /** Reads in place of the model that is in the assets. */
  readonly own?: OwnModel | undefined;
}

/** @throws a sentence for the user, or the signal's reason. */
export async function loadNetworks(
  assets: EngineAssets,
  starting: Promise<Backend>,
  { signal, onStep, own }: NetworksOptions,
): Promise<Networks> {
  const detecting = starting.then((started) => FaceDetector.create(assets, started));
  const loading = Promise.all([
    starting,
    own ?? modelFiles(assets.expressionModel, (url) => readFile(url, assets, signal)),
  ]).then(([started, files]) =>
    'json' in files ? loadOwn(files, started, CPU_BATCH) : openModel(files, started, CPU_BATCH),
  );
  detecting.then(
    () => onStep?.('model'),
    () => {},
  );
  // All are waited for, so that whichever came up can be put away where another did not.
  const [backend, detector, expressions] = await Promise.allSettled([starting, detecting, loading]);
  if (
    !signal.aborted &&
    backend.status === 'fulfilled' &&
    detector.status === 'fulfilled' &&
    expressions.status === 'fulfilled'
  ) {
    const most = backend.value.report.name === 'wasm' ? CPU_BATCH : undefined;
    const classifier = new Classifier(expressions.value, most);
    return {
      backend: backend.value,
      detector: detector.value,
      expressions: expressions.value,
      classifier,
      dispose() {
        classifier.dispose();
        detector.value.dispose();
      },
    };
  }
  if (detector.status === 'fulfilled') detector.value.dispose();
  if (expressions.status === 'fulfilled') expressions.value.network.dispose();
  signal.throwIfAborted();
  const problems = [backend, detector, expressions].flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  // A file that was changed says best why another thing did not load.
  throw problems.find((problem) => problem instanceof BadFile) ?? problems[0];
}
