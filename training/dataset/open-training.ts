/** Whatever a network can be trained on: FER2013 with FER+ votes, FER2013 alone, or a data set of one's own. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadFaceFiles } from './cache';
import { type Faces, USAGES } from './faces';
import { FER2013_CLASSES } from './labels';
import { type OwnOptions, openOwnSet, partsOf } from './own-set';

const FER2013_FILES = ['fer2013.csv', 'icml_face_data.csv'];
const VOTE_FILE = 'fer2013new.csv';

interface TrainingSet {
  readonly faces: Faces;
  readonly notes: readonly string[];
  /** Of each picture, where they are files. */
  readonly files?: readonly string[];
}

/** @throws Error in a sentence for whatever is missing or broken */
export async function openTraining(path: string, options: OwnOptions): Promise<TrainingSet> {
  if (!existsSync(path)) throw new Error(`There is no ${path}. Say with --data where the pictures are.`);
  const isFolder = statSync(path).isDirectory();
  const inside = isFolder ? readdirSync(path) : [];
  const table = isFolder
    ? FER2013_FILES.filter((name) => inside.includes(name)).map((name) => join(path, name))[0]
    : await pixelTable(path);
  if (table) {
    if (options.detect)
      throw new Error(`--detect is for files of pictures, and ${table} holds faces that are cropped already.`);
    const votes = isFolder && inside.includes(VOTE_FILE) ? join(path, VOTE_FILE) : undefined;
    const faces = await loadFaceFiles(table, votes, undefined, (share) => options.onProgress?.(share, 1));
    return votes ? { faces, notes: [] } : { faces: byLabels(faces, options), notes: [] };
  }
  if (isFolder && inside.length === 0)
    throw new Error(`${path} is empty. Put a folder of pictures for each class into it, or fer2013.csv.`);
  const faces = await openOwnSet(path, options);
  return { faces, notes: faces.notes, files: faces.files };
}

/** The path itself, if it is a CSV file with the pictures' pixels in it. */
async function pixelTable(path: string): Promise<string | undefined> {
  const { createReadStream } = await import('node:fs');
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: createReadStream(path) });
  for await (const header of lines) {
    lines.close();
    return /(^|[,"\s])pixels([",\s]|$)/i.test(header) ? path : undefined;
  }
  throw new Error(`${path} is empty.`);
}

/** FER2013 without votes: its seven labels are the classes. */
function byLabels(faces: Faces, { split, seed }: OwnOptions): Faces {
  const names = FER2013_CLASSES;
  const labels = Array.from(faces.classes, (label) => names[label]!);
  const parts = faces.usages.includes(USAGES.indexOf('PublicTest'))
    ? faces.usages
    : Uint8Array.from(
        partsOf(
          labels,
          Array.from(faces.usages, (usage) => USAGES[usage]),
          split,
          seed,
        ),
        (part) => USAGES.indexOf(part),
      );
  return { ...faces, usages: parts, own: { names, labels: faces.classes } };
}
