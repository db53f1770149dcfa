/** A data set of one's own: classes that its folders or its CSV file name, in parts or to be split. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import Papa from 'papaparse';
import { INPUT_AREA } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import { ENDINGS, filesBelow, isPicture, subFolders } from '../pictures/picture-files';
import { type Faces, USAGES, type Usage } from './faces';
import { expressionNamed } from './label-names';
import { type ReadOptions, readFaces } from './picture-folder';
import { random, shuffled } from './random';

/** How pictures of one's own are read and divided. */
export interface OwnOptions extends ReadOptions {
  /** Share of the pictures of each class that train, where the data set has no parts of its own. */
  readonly split: number;
  readonly seed: number;
}

interface Listed {
  readonly file: string;
  readonly label: string;
  readonly usage?: Usage;
}

interface Listing {
  readonly pictures: readonly Listed[];
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

interface OwnFaces extends Faces {
  readonly own: NonNullable<Faces['own']>;
  /** Of each picture. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Names that people give to the parts of a data set. What measures after every epoch is PublicTest here. */
const PARTS: Readonly<Record<string, Usage>> = {
  train: 'Training',
  training: 'Training',
  val: 'PublicTest',
  valid: 'PublicTest',
  validation: 'PublicTest',
  dev: 'PublicTest',
  publictest: 'PublicTest',
  test: 'PrivateTest',
  testing: 'PrivateTest',
  privatetest: 'PrivateTest',
};
const partOf = (name: string): Usage | undefined => PARTS[name.trim().toLowerCase()];

/** A known expression by its own name, any other class as it is called. */
const classNamed = (label: string) => expressionNamed(label) ?? label.trim();

/** Known expressions first, in their order, then the others by name. */
export function classesOf(labels: Iterable<string>): string[] {
  const place = (name: string) => {
    const known = EXPRESSIONS.findIndex((expression) => expression === name);
    return known < 0 ? EXPRESSIONS.length : known;
  };
  return [...new Set(labels)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** @throws Error where the path holds neither folders of pictures nor a CSV file of paths and labels */
export function listOwn(path: string): Listing {
  if (!existsSync(path)) throw new Error(`There is no ${path}. Say with --data where the pictures are.`);
  return statSync(path).isDirectory() ? listFolder(path) : listCsv(path);
}

function listFolder(folder: string): Listing {
  const names = subFolders(folder);
  const parts = names.filter((name) => partOf(name));
  if (parts.length > 0 && parts.length < names.length)
    throw new Error(
      `${folder} holds parts of a data set (${parts.join(', ')}) and other folders (${names.filter((n) => !partOf(n)).join(', ')}). ` +
        'Move the others elsewhere.',
    );
  if (parts.length > 0) {
    const listed = parts.map((name) => listClasses(join(folder, name), partOf(name)));
    return { pictures: listed.flatMap(({ pictures }) => pictures), notes: listed.flatMap(({ notes }) => notes) };
  }
  const [only] = names;
  // As unpacked archives have it: data/images/train/…
  if (names.length === 1 && subFolders(join(folder, only!)).length > 0) return listFolder(join(folder, only!));
  return listClasses(folder);
}

function listClasses(folder: string, usage?: Usage): Listing {
  const names = subFolders(folder);
  if (names.length === 0)
    throw new Error(`${folder} holds no folders. It should hold one folder of pictures for each class.`);
  const found = names.map((name) => ({ name, ...filesBelow(join(folder, name)) }));
  const empty = found.find(({ files }) => !files.some(isPicture));
  if (empty) throw new Error(`${join(folder, empty.name)} holds no pictures (${ENDINGS.join(', ')}).`);
  const others = found.flatMap(({ files }) => files.filter((file) => !isPicture(file))).length;
  const hidden = found.reduce((sum, one) => sum + one.hidden, 0);
  return {
    pictures: found.flatMap(({ name, files }) =>
      files.filter(isPicture).map((file) => ({ file, label: classNamed(name), ...(usage ? { usage } : {}) })),
    ),
    notes: [
      ...(others > 0 ? [`${folder}: ${others} files that are no pictures left out.`] : []),
      ...(hidden > 0 ? [`${folder}: ${hidden} hidden files or folders left out.`] : []),
    ],
  };
}

const PATHS = ['path', 'file', 'filename', 'picture', 'image'];
const LABELS = ['label', 'class', 'emotion', 'expression'];
const SETS = ['usage', 'split', 'set', 'part'];

function listCsv(csv: string): Listing {
  const parsed = Papa.parse<Record<string, string>>(readFileSync(csv, 'utf8').replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  const [broken] = parsed.errors.filter(({ type }) => type !== 'Delimiter');
  if (broken) throw new Error(`${csv}, line ${(broken.row ?? 0) + 2}: ${broken.message}.`);
  const column = (names: readonly string[]) => (parsed.meta.fields ?? []).find((name) => names.includes(name));
  const [path, label, part] = [column(PATHS), column(LABELS), column(SETS)];
  if (!path || !label)
    throw new Error(
      `${csv} needs a column with paths (${PATHS.join(', ')}) and one with labels (${LABELS.join(', ')}). ` +
        `Its columns are ${(parsed.meta.fields ?? []).join(', ')}.`,
    );
  const pictures = parsed.data.map((row, i): Listed => {
    const where = `${csv}, line ${i + 2}`;
    const file = resolve(dirname(csv), row[path]?.trim() ?? '');
    if (!row[path]?.trim() || !existsSync(file) || !statSync(file).isFile())
      throw new Error(`${where}: there is no picture ${row[path]?.trim() ? file : '(the path is empty)'}.`);
    if (!row[label]?.trim()) throw new Error(`${where}: the label is empty.`);
    const usage = part === undefined ? undefined : partOf(row[part] ?? '');
    if (part !== undefined && !usage)
      throw new Error(`${where}: ${part} "${row[part]}" is not one of ${Object.keys(PARTS).join(', ')}.`);
    return { file, label: classNamed(row[label]!), ...(usage ? { usage } : {}) };
  });
  if (pictures.length === 0) throw new Error(`${csv} lists no pictures.`);
  return { pictures, notes: [] };
}

/**
 * Parts of the data set: its own or, where it has none that measures, a share of each class's training pictures (at least one
 * of two or more), drawn by the seed.
 */
export function partsOf(
  labels: readonly string[],
  usages: readonly (Usage | undefined)[],
  split: number,
  seed: number,
): Usage[] {
  const parts = usages.map((usage) => usage ?? 'Training');
  if (parts.includes('PublicTest')) return parts;
  // Where there is only train and test, test is what is measured.
  if (parts.includes('PrivateTest')) return parts.map((part) => (part === 'PrivateTest' ? 'PublicTest' : part));
  classesOf(labels).forEach((name, k) => {
    const of = labels.flatMap((label, i) => (label === name ? [i] : []));
    const measured = Math.min(of.length - 1, Math.max(1, Math.round(of.length * (1 - split))));
    for (const at of shuffled(of.length, random(seed, k)).subarray(0, measured)) parts[of[at]!] = 'PublicTest';
  });
  return parts;
}

/** Reads a whole data set. @throws Error in a sentence for whatever is missing or broken */
export async function openOwnSet(path: string, options: OwnOptions): Promise<OwnFaces> {
  const { pictures, notes } = listOwn(path);
  const {
    kept,
    pixels,
    broken,
    notes: found,
  } = await readFaces(
    pictures.map(({ file }) => file),
    options,
  );
  const listed = kept.map((i) => pictures[i]!);
  const labels = listed.map(({ label }) => label);
  const names = classesOf(labels);
  const gone = classesOf(pictures.map(({ label }) => label)).find((name) => !names.includes(name));
  if (gone) throw new Error(`No picture of "${gone}" can be used. ${[...broken.slice(0, 1), ...found].join(' ')}`);
  if (names.length < 2)
    throw new Error(`${path} holds pictures of ${names.length} class; two or more can be told apart.`);
  const parts = partsOf(
    labels,
    listed.map(({ usage }) => usage),
    options.split,
    options.seed,
  );
  const count = listed.length;
  return {
    count,
    pixels,
    classes: new Uint8Array(count),
    votes: new Uint8Array(0),
    usages: Uint8Array.from(parts, (part) => USAGES.indexOf(part)),
    own: { names, labels: Uint8Array.from(labels, (label) => names.indexOf(label)) },
    files: listed.map(({ file }) => file),
    notes: [...notes, ...found, ...broken.map((reason) => `Left out: ${reason}`)],
  };
}

/** Pictures that occur more than once, pixel for pixel: in one part, and across parts. */
export function duplicates({ pixels, usages, count }: Pick<Faces, 'pixels' | 'usages' | 'count'>): {
  within: number;
  across: number;
} {
  const seen = new Map<string, number>();
  let within = 0;
  let across = 0;
  for (let i = 0; i < count; i++) {
    const key = createHash('sha1')
      .update(pixels.subarray(i * INPUT_AREA, (i + 1) * INPUT_AREA))
      .digest('base64');
    const before = seen.get(key);
    if (before === undefined) seen.set(key, usages[i]!);
    else if (before === usages[i]) within++;
    else across++;
  }
  return { within, across };
}

/** What a person called the data set: the name of its folder or file. */
export const titleOf = (path: string) => basename(resolve(path));
