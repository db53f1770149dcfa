/** A folder of pictures with one sub-folder per expression, as most collections of faces come. */
import { join } from 'node:path';
import { crop, greyPicture } from '../../src/engine/crop';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { messageOf } from '../../src/error-message';
import { EXPRESSIONS, type Expression } from '../../src/expressions';
import type { Cropper } from '../detector/cropper';
import { decoded } from '../pictures/decode';
import { ENDINGS, filesBelow, isPicture, subFolders } from '../pictures/picture-files';
import { expressionNamed } from './label-names';

interface LabelledPictures {
  readonly count: number;
  /** Grey levels, INPUT_AREA per picture. */
  readonly pixels: Uint8Array;
  readonly labels: readonly Expression[];
  /** Files that no decoder here reads, and hidden ones. */
  readonly ignored: number;
  readonly hidden: number;
  /** Pictures that could not be read and were left out, each with the reason. */
  readonly broken: readonly string[];
  /** What searching for faces came to, in sentences. */
  readonly notes: readonly string[];
}

/** @throws Error naming a sub-folder that is no expression, and what to do */
function labelledFolders(folder: string): [Expression, string][] {
  const names = subFolders(folder);
  if (names.length === 0) {
    throw new Error(`${folder} holds neither fer2013.csv nor a sub-folder of pictures for each expression.`);
  }
  return names.map((name) => {
    const expression = expressionNamed(name);
    if (expression) return [expression, join(folder, name)];
    const inner = subFolders(join(folder, name));
    const advice =
      inner.length > 0 && inner.every((label) => expressionNamed(label))
        ? `Did you mean --data ${join(folder, name)}?`
        : `Rename it, or take it out: sub-folders must be named ${EXPRESSIONS.join(', ')}, or a common word for one of ` +
          'them ("happy", "angry"). Numbers are not understood, because every data set counts differently.';
    throw new Error(`The sub-folder "${name}" of ${folder} names no expression that Facet knows. ${advice}`);
  });
}

/** What lies below a folder's sub-folders. */
interface LabelledFiles {
  readonly pictures: readonly { readonly expression: Expression; readonly file: string }[];
  /** Files that no decoder here reads. */
  readonly ignored: number;
  /** Hidden files and folders, which were skipped. */
  readonly hidden: number;
}

/**
 * The pictures below a folder's sub-folders, with the expression that each sub-folder names.
 * @throws Error naming a sub-folder that is no expression, or if there is no picture
 */
export function labelledFiles(folder: string): LabelledFiles {
  const found = labelledFolders(folder).map(([expression, path]) => ({ expression, ...filesBelow(path) }));
  const pictures = found.flatMap(({ expression, files }) =>
    files.filter(isPicture).map((file) => ({ expression, file })),
  );
  if (pictures.length === 0) throw new Error(`The sub-folders of ${folder} hold no pictures (${ENDINGS.join(', ')}).`);
  const sum = (of: (one: (typeof found)[number]) => number) => found.reduce((all, one) => all + of(one), 0);
  return {
    pictures,
    ignored: sum(({ files }) => files.length) - pictures.length,
    hidden: sum(({ hidden }) => hidden),
  };
}

/** How a folder's pictures are read. */
export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Pictures read, of how many. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Leave out pictures that cannot be read, and list them. */
  readonly skipBroken?: boolean;
  /** Find each picture's face, align and crop it as in a call; otherwise pictures show one face each, and are scaled. */
  readonly detect?: boolean;
  /** By default the one that keeps what it found in .cache. */
  readonly cropper?: Cropper;
}

/**
 * Reads every picture; those of another size than INPUT_SIDE × INPUT_SIDE are scaled as the extension scales a face, of oblong ones
 * the middle square. They should show one upright face as FER2013's crops do: eyes at 40 % of the height.
 * @throws Error naming a sub-folder that is no expression or a picture that cannot be read
 */
export async function readPictureFolder(folder: string, options: ReadOptions): Promise<LabelledPictures> {
  const { pictures, ignored, hidden } = labelledFiles(folder);
  const { kept, ...read } = await readFaces(
    pictures.map(({ file }) => file),
    options,
  );
  const labels = kept.map((i) => pictures[i]!.expression);
  return { count: kept.length, labels, ignored, hidden, ...read };
}

interface ReadFaces {
  /** Positions of the files whose pixels these are. */
  readonly kept: readonly number[];
  /** Grey levels, INPUT_AREA per picture, one after another. */
  readonly pixels: Uint8Array;
  /** Files that cannot be read, each with the reason. */
  readonly broken: readonly string[];
  /** What searching for faces came to, in sentences. */
  readonly notes: readonly string[];
}

/**
 * @throws Error naming the first file that cannot be read, unless they are skipped; Error where nothing is left
 */
export async function readFaces(files: readonly string[], options: ReadOptions): Promise<ReadFaces> {
  const { signal, onProgress = () => {}, skipBroken = false, detect = false } = options;
  // Only here: most data sets need no detector.
  const search = detect
    ? new FaceSearch(options.cropper ?? (await import('../detector/cropper')).cropper())
    : undefined;
  const pixels = new Uint8Array(files.length * INPUT_AREA);
  const kept: number[] = [];
  const broken: string[] = [];
  for (const [i, file] of files.entries()) {
    signal.throwIfAborted();
    try {
      const face = search ? await search.face(file, signal) : await readFace(file);
      if (face) {
        pixels.set(face, kept.length * INPUT_AREA);
        kept.push(i);
      }
    } catch (error) {
      signal.throwIfAborted();
      const reason = messageOf(error);
      if (!skipBroken) throw new Error(`${reason} --skip-broken leaves such pictures out.`, { cause: error });
      broken.push(reason);
    }
    onProgress(i + 1, files.length);
  }
  const notes = search?.notes() ?? [];
  if (kept.length === 0)
    throw new Error(`None of the ${files.length} pictures can be used. ${[...broken.slice(0, 1), ...notes].join(' ')}`);
  return { kept, pixels: pixels.slice(0, kept.length * INPUT_AREA), broken, notes };
}

/** Files that are named where something is said of many. */
const NAMED = 5;

function named(files: readonly string[]): string {
  const more = files.length - NAMED;
  return files.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Takes the largest face of each picture, and keeps account of what it did not find. */
class FaceSearch {
  private readonly without: string[] = [];
  private readonly unreadable: string[] = [];
  private readonly several: string[] = [];
  private readonly milliseconds: number[] = [];

  constructor(private readonly cropper: Cropper) {}

  /** @returns grey levels, or undefined where there is no face that a call would read */
  async face(file: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const { faces, crop, problem, milliseconds } = await this.cropper.crop(file, signal);
    this.milliseconds.push(milliseconds);
    if (faces === 0) this.without.push(file);
    else if (!crop) this.unreadable.push(`${file} (${problem})`);
    else if (faces > 1) this.several.push(file);
    return crop;
  }

  notes(): string[] {
    const { without, unreadable, several, milliseconds } = this;
    const mean = milliseconds.reduce((sum, one) => sum + one, 0) / milliseconds.length;
    const of = (files: readonly string[]) => `${files.length} of ${milliseconds.length} pictures`;
    return [
      ...(without.length > 0 ? [`No face was found in ${of(without)}, left out: ${named(without)}.`] : []),
      ...(unreadable.length > 0
        ? [`The face is not one that a call would read in ${of(unreadable)}, left out: ${named(unreadable)}.`]
        : []),
      ...(several.length > 0
        ? [`There are several faces in ${of(several)}; the largest counts: ${named(several)}.`]
        : []),
      ...(milliseconds.length > 0 ? [`Finding and cropping a face took ${mean.toFixed(0)} ms a picture.`] : []),
    ];
  }
}

/** One picture as the extension would crop a face that fills its middle square. @throws Error naming the file */
export async function readFace(file: string): Promise<Uint8Array> {
  const { data, width, height } = await decoded(file);
  const side = Math.min(width, height);
  const middle = { x: (width - side) / 2, y: (height - side) / 2 };
  const face = crop(greyPicture(data, width, height), { corner: middle, step: { x: side / INPUT_SIDE, y: 0 } });
  return Uint8Array.from(face, Math.round);
}
