/** A folder of pictures with one sub-folder per expression, as most collections of faces come. */
import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
// sharp (libvips): the one well-kept decoder that reads PNG and JPEG of every kind (16 bit, palette, CMYK, EXIF turns).
import sharp from 'sharp';
import { BACKDROP } from '../../src/engine/backdrop';
import { crop, greyPicture } from '../../src/engine/crop';
import { AREA, SIDE } from '../../src/engine/input';
import { EXPRESSIONS, type Expression } from '../../src/expressions';
import { expressionNamed } from './label-names';

export interface LabelledPictures {
  readonly count: number;
  /** Grey levels, AREA per picture. */
  readonly pixels: Uint8Array;
  readonly labels: readonly Expression[];
  /** Files that are neither PNG nor JPEG. */
  readonly ignored: number;
}

const ENDINGS = ['.png', '.jpg', '.jpeg'];

const subFolders = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map(({ name }) => name)
    .sort();

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

/**
 * The PNG and JPEG files below a folder's sub-folders, with the expression that each sub-folder names.
 * @returns also how many files are neither
 * @throws Error naming a sub-folder that is no expression, or if there is no picture
 */
export function labelledFiles(folder: string): {
  pictures: readonly { readonly expression: Expression; readonly file: string }[];
  ignored: number;
} {
  const files = labelledFolders(folder).flatMap(([expression, path]) =>
    readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !/^[._]/.test(entry.name) && !entry.parentPath.includes('__MACOSX'))
      .map((entry) => ({ expression, file: join(entry.parentPath, entry.name) })),
  );
  const pictures = files.filter(({ file }) => ENDINGS.includes(extname(file).toLowerCase()));
  if (pictures.length === 0) throw new Error(`The sub-folders of ${folder} hold no PNG and no JPEG pictures.`);
  return { pictures, ignored: files.length - pictures.length };
}

/**
 * Reads every picture; those of another size than SIDE × SIDE are scaled as the extension scales a face, of oblong ones
 * the middle square. They should show one upright face as FER2013's crops do: eyes at 40 % of the height.
 * @param onProgress pictures read, of how many
 * @throws Error naming a sub-folder that is no expression or a picture that cannot be read
 */
export async function readPictureFolder(
  folder: string,
  { signal, onProgress = () => {} }: { signal: AbortSignal; onProgress?: (done: number, all: number) => void },
): Promise<LabelledPictures> {
  const { pictures, ignored } = labelledFiles(folder);
  const pixels = new Uint8Array(pictures.length * AREA);
  for (const [i, { file }] of pictures.entries()) {
    signal.throwIfAborted();
    pixels.set(await readFace(file), i * AREA);
    onProgress(i + 1, pictures.length);
  }
  return {
    count: pictures.length,
    pixels,
    labels: pictures.map(({ expression }) => expression),
    ignored,
  };
}

async function readFace(file: string): Promise<Uint8Array> {
  const { data, info } = await sharp(file)
    .rotate() // as EXIF says
    .toColourspace('srgb')
    .flatten({ background: { r: BACKDROP, g: BACKDROP, b: BACKDROP } }) // as the extension reads transparent pictures
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new Error(`${file} cannot be read as a picture: ${error instanceof Error ? error.message : error}`);
    });
  const { width, height } = info;
  const side = Math.min(width, height);
  const middle = { x: (width - side) / 2, y: (height - side) / 2 };
  const face = crop(greyPicture(data, width, height), { corner: middle, step: { x: side / SIDE, y: 0 } });
  return Uint8Array.from(face, Math.round);
}
