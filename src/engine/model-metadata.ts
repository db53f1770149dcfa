import { type Classes, colorFor, isSeen, type ModelClass } from '../classes';
import { EXPRESSIONS } from '../expressions';
import { Failure, type Problem } from '../problem';
import { type CropGeometry, FER2013_GEOMETRY } from './align';
import { INPUT } from './input';

/** What a model says about itself: `userDefinedMetadata` of its model.json. Training writes it, the engine checks it. */
export interface ModelMetadata {
  readonly format: typeof MODEL_FORMAT;
  readonly formatVersion: typeof MODEL_FORMAT_VERSION;
  readonly version: string;
  /** What the outputs stand for, in their order. */
  readonly labels: readonly string[];
  /** The same with how they are shown: `colors` and `words` of the file, by label. */
  readonly classes: Classes;
  /** Outputs are probabilities, calibrated in training. */
  readonly crop: CropGeometry;
}

/** What training writes, and the extension looks for before it reads anything else. */
export const MODEL_FORMAT = 'facet-expression-model';
export const MODEL_FORMAT_VERSION = 1;

/** @throws BrokenModel that says what is wrong with the model. */
export function parseModelMetadata(given: unknown): ModelMetadata {
  if (!isRecord(given) || given.format !== MODEL_FORMAT) throw broken({ code: 'model_foreign' });
  if (given.formatVersion !== MODEL_FORMAT_VERSION) {
    throw broken({ code: 'model_format', format: String(given.formatVersion), known: MODEL_FORMAT_VERSION });
  }
  if (typeof given.version !== 'string' || !given.version) throw broken({ code: 'model_noVersion' });
  checkInput(given.input);
  const labels = parseLabels(given.labels);
  return {
    format: MODEL_FORMAT,
    formatVersion: MODEL_FORMAT_VERSION,
    version: given.version.slice(0, LONGEST_VERSION),
    labels,
    classes: parseClasses(labels, given.colors, given.words),
    crop: parseCrop(given.crop),
  };
}

/** Bars of more are no longer read, and badges of longer names hide the picture. */
const MOST_CLASSES = 30;
const LONGEST_NAME = 40;
const LONGEST_VERSION = 80;
/** What Facet itself says where no class is named. */
const TAKEN = ['unsure', 'no face', 'camera off'];

function parseLabels(labels: unknown): readonly string[] {
  if (!Array.isArray(labels) || labels.length < 2) throw broken({ code: 'model_noLabels' });
  if (labels.length > MOST_CLASSES)
    throw broken({ code: 'model_manyLabels', labels: labels.length, most: MOST_CLASSES });
  const bad = labels.find((label) => !isName(label));
  if (bad !== undefined) throw broken({ code: 'model_badLabel', name: JSON.stringify(bad), letters: LONGEST_NAME });
  const taken = labels.find((label) => TAKEN.includes(label.toLowerCase()));
  if (taken !== undefined) throw broken({ code: 'model_takenLabel', name: taken });
  if (new Set(labels).size < labels.length) throw broken({ code: 'model_twice' });
  return labels;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value === value.trim() && /^\P{C}+$/u.test(value) && value.length <= LONGEST_NAME;
}

function parseClasses(labels: readonly string[], colors: unknown = {}, words: unknown = {}): Classes {
  if (!isRecord(colors) || !isRecord(words)) throw broken({ code: 'model_unlisted' });
  let unknown = 0;
  return labels.map((name): ModelClass => {
    const isKnown = (EXPRESSIONS as readonly string[]).includes(name);
    const color = Object.hasOwn(colors, name) ? colors[name] : isKnown ? undefined : colorFor(unknown++);
    if (color !== undefined && (typeof color !== 'string' || !isSeen(color))) {
      throw broken({ code: 'model_colour', color: JSON.stringify(color), name });
    }
    const said = Object.hasOwn(words, name) ? parseWords(name, words[name]) : undefined;
    return { name, ...(color ? { color } : {}), ...(said ? { words: said } : {}) };
  });
}

function parseWords(name: string, words: unknown): Readonly<Record<string, string>> {
  const entries = isRecord(words) ? Object.entries(words) : [];
  const isGood = entries.length > 0 && entries.every(([language, word]) => isLanguage(language) && isName(word));
  if (!isGood) throw broken({ code: 'model_words', name, example: '{"de": "…"}', letters: LONGEST_NAME });
  return Object.fromEntries(entries) as Record<string, string>;
}

const isLanguage = (tag: string) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag);

/** Facet makes one kind of input (input.ts); a model for another kind would give nonsense without a word. */
function checkInput(input: unknown): void {
  const { side, channels, mean, scale } = isRecord(input) ? input : {};
  if (side !== INPUT.side || channels !== INPUT.channels || mean !== INPUT.mean || scale !== INPUT.scale) {
    throw broken({ code: 'model_input', side: INPUT.side, mean: INPUT.mean, scale: INPUT.scale });
  }
}

/** Where a model says nothing, its faces lie as FER2013's do. */
function parseCrop(crop: unknown): CropGeometry {
  if (crop !== undefined && !isRecord(crop)) throw broken({ code: 'model_eyes' });
  const { eyeCentre = FER2013_GEOMETRY.eyeCentre, eyeDistance = FER2013_GEOMETRY.eyeDistance } = crop ?? {};
  const [x, y]: unknown[] = Array.isArray(eyeCentre) ? eyeCentre : [];
  if (!isFraction(x) || !isFraction(y) || !isFraction(eyeDistance)) {
    throw broken({ code: 'model_eyes' });
  }
  return { eyeCentre: [x, y], eyeDistance };
}

/** A model that cannot be used. */
export class BrokenModel extends Failure {
  constructor(
    readonly why: Problem,
    options?: ErrorOptions,
  ) {
    super({ code: 'model_bundled', why }, options);
  }
}

/** To be thrown where a model cannot be used. */
export function broken(why: Problem, options?: ErrorOptions): BrokenModel {
  return new BrokenModel(why, options);
}

function isFraction(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 1;
}

/** An object or a list: whatever has fields to look at. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
