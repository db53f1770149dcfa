/** Any of the formats that `evaluate` reads, as pictures with labels. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXPRESSIONS } from '../../src/expressions';
import { loadFaceFiles } from '../dataset/cache';
import { type Faces, USAGES, type Usage } from '../dataset/faces';
import type { ReadOptions } from '../dataset/picture-folder';
import { rowsOf } from '../dataset/split';
import type { OwnPictures } from '../export/trained-metadata';
import { votedRows } from '../metrics/vote-shares';
import type { PictureSet } from './evaluate';
import { fer2013Labellings, folderLabellings, ownLabellings } from './labelling';

interface OpenedSet extends PictureSet {
  /** What was opened, for the report. */
  readonly about: string;
}

interface OpenOptions extends ReadOptions {
  /** Part of fer2013.csv; PublicTest by default. */
  readonly usage?: Usage;
  /** File of FER+ votes; by default fer2013new.csv beside the pictures, if it is there. */
  readonly votes?: string;
  /** What the model's first output stands for; the eight expressions by default. */
  readonly labels?: readonly string[];
  readonly cacheFolder?: string;
  /** Of a network that was trained on pictures of one's own. */
  readonly trained?: Trained;
}

/** How the pictures that trained a network were told from those that measure it. */
export interface Trained extends OwnPictures {
  readonly seed: number;
}

/**
 * @param path fer2013.csv or a file like it, a folder that holds it, or a folder with a sub-folder per expression
 * @throws Error saying what is missing or cannot be read
 */
export async function openPictures(path: string, given: OpenOptions): Promise<OpenedSet> {
  // Whole pictures look to the network like no face that it learned from.
  const options: OpenOptions = given.trained?.detect ? { ...given, detect: true } : given;
  if (!existsSync(path)) throw new Error(`There is no ${path}. Say with --data where the pictures are.`);
  const csv = statSync(path).isDirectory() ? join(path, 'fer2013.csv') : path;
  const hasOwnClasses = options.labels && options.labels.join() !== EXPRESSIONS.join();
  const isOwn = options.trained !== undefined || hasOwnClasses;
  if (existsSync(csv) && !hasOwnClasses) {
    if (given.detect)
      throw new Error(`--detect is for files of pictures, and ${csv} holds faces that are cropped already.`);
    return openFer2013(csv, options);
  }
  if (options.usage || options.votes) {
    throw new Error(`--usage and --votes belong to fer2013.csv, and ${path} has none.`);
  }
  if (isOwn && options.labels) return openOwn(path, options.labels, options);
  // Only here, so that training does not need the picture decoder.
  const { readPictureFolder } = await import('../dataset/picture-folder');
  const { count, pixels, labels, ignored, hidden, broken, notes } = await readPictureFolder(path, options);
  for (const note of notes) console.warn(note);
  for (const reason of broken) console.warn(`left out: ${reason}`);
  const left = [
    ignored ? `${ignored} files that are no pictures` : '',
    hidden ? `${hidden} hidden files or folders` : '',
    broken.length ? `${broken.length} pictures that cannot be read` : '',
  ].filter((part) => part !== '');
  return {
    about: `${count} pictures in ${path}${left.length > 0 ? ` (left out: ${left.join(', ')})` : ''}${found(notes, options)}`,
    pixels,
    rows: Uint32Array.from(labels.keys()),
    labellings: folderLabellings(labels),
  };
}

/** What became of whole pictures. */
const found = (notes: readonly string[], { detect }: OpenOptions) => (detect ? `. ${notes.join(' ')}` : '');

/** What measures of a data set of one's own: its validation part, or everything where it has no parts. */
async function openOwn(path: string, known: readonly string[], options: OpenOptions): Promise<OpenedSet> {
  const { openTraining } = await import('../dataset/open-training');
  const { split = 0.8, seed = 0 } = options.trained ?? {};
  const { faces, notes } = await openTraining(path, { ...options, split, seed });
  for (const note of notes) console.warn(note);
  if (!faces.own)
    throw new Error(`${path} is FER2013 with votes, and this model has classes of its own: ${known.join(', ')}.`);
  const rows = rowsOf(faces, options.usage ?? 'PublicTest');
  return {
    about: `${rows.length} pictures in ${path}, the part that is measured (of ${faces.count})${found(notes, options)}`,
    pixels: faces.pixels,
    rows,
    labellings: ownLabellings(faces.own, rows, known),
  };
}

async function openFer2013(csv: string, { usage = 'PublicTest', votes, cacheFolder }: OpenOptions): Promise<OpenedSet> {
  const beside = join(dirname(csv), 'fer2013new.csv');
  const voteFile = votes ?? (existsSync(beside) ? beside : undefined);
  if (voteFile !== undefined && !existsSync(voteFile)) throw new Error(`There is no file of votes ${voteFile}.`);
  const faces = await loadFaceFiles(csv, voteFile, cacheFolder);
  const rows = rowsOf(faces, usage);
  if (rows.length === 0) throw new Error(`${csv} has no rows of ${usage}; it has ${parts(faces)}.`);
  const seen = usage === 'Training' ? ', the very pictures that networks here are trained on' : '';
  return {
    about:
      `${rows.length} pictures, ${usage} of FER2013${seen}` +
      (voteFile === undefined ? '; no fer2013new.csv, so nothing about FER+' : ''),
    pixels: faces.pixels,
    rows,
    labellings: fer2013Labellings(faces, rows),
    voted: votedRows(faces, rows),
  };
}

function parts(faces: Faces): string {
  return USAGES.map((usage) => `${rowsOf(faces, usage).length} of ${usage}`).join(', ');
}
