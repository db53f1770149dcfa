import { EXPRESSIONS, type Expression } from '../expressions';
import { type CropGeometry, FER2013_GEOMETRY } from './align';
import { SIDE } from './input';

/** What a model says about itself: `userDefinedMetadata` of its model.json. Training writes it, the engine checks it. */
export interface ModelMetadata {
  readonly format: typeof MODEL_FORMAT;
  readonly formatVersion: typeof MODEL_FORMAT_VERSION;
  readonly version: string;
  /** What the outputs stand for, in their order. */
  readonly labels: readonly Expression[];
  /** Outputs are probabilities, calibrated in training. */
  readonly crop: CropGeometry;
}

export const MODEL_FORMAT = 'facet-expression-model';
export const MODEL_FORMAT_VERSION = 1;

/** @throws a sentence that says what is wrong with the model and what to do. */
export function parseModelMetadata(given: unknown): ModelMetadata {
  if (!isRecord(given) || given.format !== MODEL_FORMAT) throw broken('it is not an expression model of Facet');
  if (given.formatVersion !== MODEL_FORMAT_VERSION) {
    throw broken(`its format is ${given.formatVersion}, and this version of Facet reads ${MODEL_FORMAT_VERSION}`);
  }
  if (typeof given.version !== 'string' || !given.version) throw broken('it does not say its version');
  checkInput(given.input);
  return {
    format: MODEL_FORMAT,
    formatVersion: MODEL_FORMAT_VERSION,
    version: given.version,
    labels: parseLabels(given.labels),
    crop: parseCrop(given.crop),
  };
}

function parseLabels(labels: unknown): readonly Expression[] {
  if (!Array.isArray(labels) || labels.length < 2) throw broken('it does not say which expressions it knows');
  const unknown = labels.find((label) => !EXPRESSIONS.includes(label));
  if (unknown !== undefined) throw broken(`Facet does not know its expression "${unknown}"`);
  if (new Set(labels).size < labels.length) throw broken('it names an expression twice');
  return labels as Expression[];
}

/** Facet makes one kind of input (input.ts); a model for another kind would give nonsense without a word. */
function checkInput(input: unknown): void {
  const { side, channels, mean, scale } = isRecord(input) ? input : {};
  if (side !== SIDE || channels !== 1 || mean !== 128 || scale !== 64) {
    throw broken(`it wants another input than ${SIDE} × ${SIDE} grey levels, (level − 128) / 64`);
  }
}

/** Where a model says nothing, its faces lie as FER2013's do. */
function parseCrop(crop: unknown): CropGeometry {
  if (crop !== undefined && !isRecord(crop)) throw broken('it does not say where the eyes belong');
  const { eyeCentre = FER2013_GEOMETRY.eyeCentre, eyeDistance = FER2013_GEOMETRY.eyeDistance } = crop ?? {};
  const [x, y]: unknown[] = Array.isArray(eyeCentre) ? eyeCentre : [];
  if (!isFraction(x) || !isFraction(y) || !isFraction(eyeDistance)) {
    throw broken('it does not say where the eyes belong');
  }
  return { eyeCentre: [x, y], eyeDistance };
}

export function broken(why: string): Error {
  return new Error(`The expression model cannot be used: ${why}. Install Facet again, or train the model again.`);
}

function isFraction(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
