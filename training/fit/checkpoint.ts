/** A run's whole state in one file, replaced atomically: a crash leaves the last good one. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Weights } from '../network/weights';
import type { Precision } from '../operations/precision';
import type { Recipe } from '../recipes/recipe';

/** What a run was begun with; what it goes on with must be the same. */
export interface TrainedData {
  /** Of pixels and labels (dataset/fingerprint.ts). */
  readonly fingerprint: string;
  readonly pictures: number;
  /** Only the first so many of the training pictures. */
  readonly limit?: number;
  /** Of a data set with classes of its own. */
  readonly classes?: readonly string[];
  /** Where the data set was. */
  readonly path?: string;
  readonly split?: number;
  /** Faces were found in whole pictures. */
  readonly detect?: true;
  /** Runs that teach it or that it began from, with the SHA-256 of what they were then. */
  readonly teachers?: Readonly<Record<string, string>>;
}

/** All that a run needs to go on, or to be exported. */
export interface Checkpoint {
  readonly recipe: Recipe;
  readonly seed: number;
  /** Epochs completed; every random number of the next one follows from (seed, epoch). */
  readonly epoch: number;
  readonly averageUpdates: number;
  /** How the run was started, for the model card. */
  readonly command: string;
  readonly commit: string;
  /** Of the convolutions, in the newest epoch. */
  readonly precision?: Precision;
  /** Missing in runs begun before 2026-11-27. */
  readonly data?: TrainedData;
  /** Of runs with patience: the epoch, from 1, that was best on validation. */
  readonly best?: { readonly epoch: number; readonly accuracy: number };
  /** Numbers of the last epoch on PublicTest. */
  readonly measured: Readonly<Record<string, number>>;
  readonly weights: Weights;
  readonly momentum: Weights;
  readonly average: Weights;
}

/** Where the best epoch of a run with patience lies. */
export const bestOf = (checkpointFile: string) => checkpointFile.replace(/[^/\\]+$/, 'best.bin');

/** Whether nothing is left to train: all epochs of the recipe, or as many without a better one as it has patience for. */
export const isFinished = ({ recipe, epoch, best }: Pick<Checkpoint, 'recipe' | 'epoch' | 'best'>): boolean =>
  epoch >= recipe.epochs ||
  (recipe.patience !== undefined && best !== undefined && epoch - best.epoch >= recipe.patience);

const MAGIC = 'FACETCK1';
const GROUPS = ['weights', 'momentum', 'average'] as const;

/** Writes it in one piece: whoever stops the run meanwhile leaves the one before. */
export function saveCheckpoint(file: string, checkpoint: Checkpoint): void {
  const { weights, momentum, average, ...rest } = checkpoint;
  const groups = { weights, momentum, average };
  const tensors = GROUPS.flatMap((group) => [...groups[group]].map(([name, values]) => ({ group, name, values })));
  const header = Buffer.from(
    JSON.stringify({
      ...rest,
      tensors: tensors.map(({ group, name, values }) => ({ group, name, length: values.length })),
    }),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.part`;
  const descriptor = openSync(part, 'w');
  for (const bytes of [
    Buffer.from(MAGIC),
    size,
    header,
    ...tensors.map(({ values: v }) => Buffer.from(v.buffer, v.byteOffset, v.byteLength)),
  ]) {
    writeSync(descriptor, bytes);
  }
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(part, file);
}

type Header = Omit<Checkpoint, (typeof GROUPS)[number]> & {
  tensors: { group: (typeof GROUPS)[number]; name: string; length: number }[];
};

/** @throws Error saying what is wrong with the file */
export function loadCheckpoint(file: string): Checkpoint {
  if (!existsSync(file)) throw new Error(`There is no checkpoint ${file}: train that run first, without --resume.`);
  const bytes = readFileSync(file);
  if (bytes.subarray(0, 8).toString() !== MAGIC) throw new Error(`${file} is not a checkpoint of this program.`);
  let at = 12 + bytes.readUInt32LE(8);
  const { tensors, ...rest } = JSON.parse(bytes.subarray(12, at).toString()) as Header;
  const groups: Record<(typeof GROUPS)[number], Weights> = {
    weights: new Map(),
    momentum: new Map(),
    average: new Map(),
  };
  for (const { group, name, length } of tensors) {
    if (at + length * 4 > bytes.length) throw new Error(`${file} is cut off within ${name}.`);
    // A copy, because the header's length leaves the floats unaligned.
    groups[group].set(
      name,
      new Float32Array(bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + length * 4)),
    );
    at += length * 4;
  }
  return { ...rest, ...groups };
}
