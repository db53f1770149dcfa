/** Everything that is measured of one network on one set of pictures. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { INPUT_AREA } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import { FER2013_CLASSES } from '../dataset/labels';
import { type Measures, measure, softmax } from '../metrics/classification';
import { pick } from '../metrics/validate';
import { measureShares, type ShareMeasures, type Voted } from '../metrics/vote-shares';
import { type Distortion, predict } from '../network/predict';
import { type Labelling, restricted } from './labelling';
import { DISTORTIONS } from './robustness';
import { type Slicing, slicings } from './slices';

/** Measures by one way of labelling. */
export interface Measured extends Measures {
  readonly id: string;
  readonly title: string;
  readonly classes: readonly string[];
}

interface Distorted {
  readonly name: string;
  readonly accuracy: number;
  readonly interval: readonly [number, number];
  /** Share lost against the untouched pictures; 0.01 is one point. */
  readonly lost: number;
}

/** All that is measured of one network. */
export interface Evaluation {
  /** By every way the pictures are labelled; the first is the one that `robustness` and `slices` are about. */
  readonly measured: readonly Measured[];
  /** Against the votes on every picture that has enough of them, where there are votes. */
  readonly shares?: ShareMeasures;
  readonly robustness: readonly Distorted[];
  readonly slices: readonly Slicing[];
}

/** A network to be measured, [n, 48, 48, 1] → one row of outputs a head. */
export interface Subject {
  /** What the first output stands for; the eight expressions by default. */
  readonly labels?: readonly string[];
  /** Second, if there is one: FER2013's seven classes. */
  readonly model: LayersModel;
  /** Whether the outputs are logits (a checkpoint's network) or probabilities (an exported one). */
  readonly logits: boolean;
}

/** Pictures to measure on. */
export interface PictureSet {
  /** Grey levels, INPUT_AREA per row. */
  readonly pixels: Uint8Array;
  /** Rows to measure; labellings count positions among them. */
  readonly rows: Uint32Array;
  readonly labellings: readonly Labelling[];
  readonly voted?: Voted;
}

interface EvaluateOptions {
  readonly robustness: boolean;
  readonly signal: AbortSignal;
  /** Share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Pictures between two looks at the signal. */
const CHUNK = 256;

/** @throws the signal's reason once it is aborted; Error if nothing has a label that can be measured */
export async function evaluate(
  subject: Subject,
  { pixels, rows, labellings, voted }: PictureSet,
  { robustness, signal, onProgress = () => {} }: EvaluateOptions,
): Promise<Evaluation> {
  const outputLabels = subject.labels ?? EXPRESSIONS;
  const labelCount = outputLabels.length;
  const asked = askable(subject, labellings);
  const main = mainLabelling(subject, { labellings });

  const distortions = robustness ? Object.entries(DISTORTIONS) : [];
  const mainRows = Uint32Array.from(main.positions, (position) => rows[position]!);
  const all = rows.length + distortions.length * mainRows.length;
  let done = 0;
  const answer = (of: Uint32Array, distort?: Distortion) =>
    outputs(subject, pixels, of, distort, async (count) => {
      done += count;
      onProgress(done / all);
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    });

  const untouched = await answer(rows);
  const measured = asked.map((labelling) => {
    const width = labelling.answers === 'fer2013' ? FER2013_CLASSES.length : labelCount;
    const picked = pick(untouched[labelling.answers]!, labelling.positions, width);
    return measuredBy(labelling, answersTo(labelling, picked, outputLabels));
  });
  const robust: Distorted[] = [];
  for (const [name, distort] of distortions) {
    const distorted = await answer(mainRows, distort);
    const { accuracy, interval } = measuredBy(main, answersTo(main, distorted[main.answers]!, outputLabels));
    robust.push({ name, accuracy, interval, lost: measured[0]!.accuracy - accuracy });
  }
  return {
    measured,
    ...(voted && voted.positions.length > 0
      ? { shares: measureShares(pick(untouched.expressions, voted.positions, labelCount), voted.shares, labelCount) }
      : {}),
    robustness: robust,
    slices: slicings(judge(main, untouched, pixels, rows, outputLabels)),
  };
}

/** Labellings of any picture that the network has an output for. */
function askable({ model }: Subject, labellings: readonly Labelling[]): Labelling[] {
  const hasSecondHead = model.outputs.length > 1;
  return labellings.filter(
    ({ answers, positions }) => positions.length > 0 && (answers !== 'fer2013' || hasSecondHead),
  );
}

/** @throws Error if nothing has a label that can be measured */
export function mainLabelling(subject: Subject, { labellings }: Pick<PictureSet, 'labellings'>): Labelling {
  const [main] = askable(subject, labellings);
  if (!main) throw new Error('None of the pictures has a label that can be measured.');
  return main;
}

interface Outputs {
  readonly expressions: Float32Array;
  readonly fer2013?: Float32Array;
}

/** Probabilities of every output, picture by picture. */
export async function outputs(
  { model, logits }: Subject,
  pixels: Uint8Array,
  rows: Uint32Array,
  distort: Distortion | undefined,
  afterChunk: (count: number) => Promise<void>,
): Promise<Outputs> {
  const widths = model.outputs.map((output) => output.shape.at(-1)!);
  const values = widths.map((width) => new Float32Array(rows.length * width));
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.subarray(start, start + CHUNK);
    predict(model, { pixels }, chunk, distort).forEach((part, o) => {
      values[o]!.set(logits ? softmax(part, widths[o]!) : part, start * widths[o]!);
    });
    await afterChunk(chunk.length);
  }
  const [expressions, fer2013] = values;
  return { expressions: expressions!, ...(fer2013 ? { fer2013 } : {}) };
}

/** Probabilities of a labelling's classes. */
export function answersTo(
  { answers, classes }: Labelling,
  values: Float32Array,
  outputs: readonly string[] = EXPRESSIONS,
): Float32Array {
  return answers === 'fer2013' ? values : restricted(values, classes, outputs);
}

function measuredBy({ id, title, classes, truths }: Labelling, probabilities: Float32Array): Measured {
  return { id, title, classes, ...measure(probabilities, truths, classes.length) };
}

function judge(
  labelling: Labelling,
  untouched: Outputs,
  pixels: Uint8Array,
  rows: Uint32Array,
  outputLabels: readonly string[],
) {
  const { positions, truths, classes, agreement } = labelling;
  const width = labelling.answers === 'fer2013' ? classes.length : outputLabels.length;
  const probabilities = answersTo(labelling, pick(untouched[labelling.answers]!, positions, width), outputLabels);
  return positions.map((position, i) => {
    const own = probabilities.subarray(i * classes.length, (i + 1) * classes.length);
    return {
      picture: pixels.subarray(rows[position]! * INPUT_AREA, (rows[position]! + 1) * INPUT_AREA),
      right: own.indexOf(Math.max(...own)) === truths[i],
      ...(agreement ? { agreement: agreement[i]! } : {}),
    };
  });
}
