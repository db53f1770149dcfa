/** A folder of pictures with one sub-folder per expression, as most collections of faces come. */
import { join } from 'node:path';
import { crop, greyPicture } from '../../src/engine/crop';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { EXPRESSIONS, type Expression } from '../../src/expressions';
import { decoded } from './decode';
import { expressionNamed } from './label-names';
import { ENDINGS, filesBelow, isPicture, subFolders } from './picture-files';

export interface LabelledPictures {
  readonly count: number;
  /** Grey levels, INPUT_AREA per picture. */
  readonly pixels: Uint8Array;
  readonly labels: readonly Expression[];
  /** Files that no decoder here reads, and hidden ones. */
  readonly ignored: number;
  readonly hidden: number;
  /** Pictures that could not be read and were left out, each with the reason. */
  readonly broken: readonly string[];
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
export interface LabelledFiles {
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

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Pictures read, of how many. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Leave out pictures that cannot be read, and list them. */
  readonly skipBroken?: boolean;
}

/**
 * Reads every picture; those of another size than SIDE × SIDE are scaled as the extension scales a face, of oblong ones
 * the middle square. They should show one upright face as FER2013's crops do: eyes at 40 % of the height.
 * @throws Error naming a sub-folder that is no expression or a picture that cannot be read
 */
export async function readPictureFolder(folder: string, options: ReadOptions): Promise<LabelledPictures> {
  const { pictures, ignored, hidden } = labelledFiles(folder);
  const { kept, pixels, broken } = await readFaces(
    pictures.map(({ file }) => file),
    options,
  );
  const labels = kept.map((i) => pictures[i]!.expression);
  return { count: kept.length, pixels, labels, ignored, hidden, broken };
}

/**
 * @returns the positions of the files that could be read, their pixels one after another, and what is wrong with the others
 * @throws Error naming the first file that cannot be read, unless they are skipped
 */
export async function readFaces(
  files: readonly string[],
  { signal, onProgress = () => {}, skipBroken = false }: ReadOptions,
): Promise<{ kept: readonly number[]; pixels: Uint8Array; broken: readonly string[] }> {
  const pixels = new Uint8Array(files.length * INPUT_AREA);
  const kept: number[] = [];
  const broken: string[] = [];
  for (const [i, file] of files.entries()) {
    signal.throwIfAborted();
    try {
      pixels.set(await readFace(file), kept.length * INPUT_AREA);
      kept.push(i);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!skipBroken) throw new Error(`${reason} --skip-broken leaves such pictures out.`, { cause: error });
      broken.push(reason);
    }
    onProgress(i + 1, files.length);
  }
  if (kept.length === 0) throw new Error(`None of the ${files.length} pictures can be read. The first: ${broken[0]}`);
  return { kept, pixels: pixels.slice(0, kept.length * INPUT_AREA), broken };
}

/** One picture as the extension would crop a face that fills its middle square. @throws Error naming the file */
export async function readFace(file: string): Promise<Uint8Array> {
  const { data, width, height } = await decoded(file);
  const side = Math.min(width, height);
  const middle = { x: (width - side) / 2, y: (height - side) / 2 };
  const face = crop(greyPicture(data, width, height), { corner: middle, step: { x: side / INPUT_SIDE, y: 0 } });
  return Uint8Array.from(face, Math.round);
}
