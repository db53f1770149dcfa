/** Keeps what reading the CSV files gave as one compact file: 3 s of parsing become 0.1 s. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INPUT_AREA } from '../../src/engine/input';
import type { Faces } from './faces';
import { readFer2013 } from './fer2013';
import type { ReadProgress } from './fer2013-pictures';
import { implausibleVotes } from './fer2013-votes';
import { VOTES } from './labels';

const FORMAT = 'facet-faces-2';
const BYTES_PER_FACE = INPUT_AREA + 1 + VOTES + 1;

/** Of the files' contents: size and time would take one data set for another. Half a second for FER2013. */
async function key(files: readonly string[]): Promise<string> {
  const hashes = files.map(async (file) => {
    const hash = createHash('sha256');
    for await (const part of createReadStream(file)) hash.update(part);
    return hash.digest('hex').slice(0, 16);
  });
  return [FORMAT, ...(await Promise.all(hashes))].join('_');
}

function unpack(bytes: Uint8Array): Faces {
  const count = bytes.length / BYTES_PER_FACE;
  let at = 0;
  const take = (size: number) => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  return {
    count,
    pixels: take(count * INPUT_AREA),
    classes: take(count),
    votes: take(count * VOTES),
    usages: take(count),
  };
}

const PICTURES = 'fer2013.csv';
const VOTE_FILE = 'fer2013new.csv';

const ORIGIN = {
  [PICTURES]: 'It comes from Kaggle\'s "Challenges in Representation Learning: Facial Expression Recognition"',
  [VOTE_FILE]: 'It comes from https://github.com/microsoft/FERPlus',
};

/**
 * Pictures with both kinds of label.
 * @param folder holds fer2013.csv and fer2013new.csv
 * @throws DatasetError for broken content; Error saying what is missing and where it comes from
 */
export function loadFaces(folder: string, cacheFolder?: string, onProgress?: ReadProgress): Promise<Faces> {
  for (const name of [PICTURES, VOTE_FILE] as const) {
    if (!existsSync(join(folder, name))) {
      throw new Error(`${join(folder, name)} is missing. ${ORIGIN[name]}; put it into the folder given by --data.`);
    }
  }
  return loadFaceFiles(join(folder, PICTURES), join(folder, VOTE_FILE), cacheFolder, onProgress);
}

/**
 * The same from files of any name; without a file of votes, every picture has none. Votes that name other expressions than
 * the labels do are said on the console.
 */
export async function loadFaceFiles(
  pictures: string,
  votes?: string,
  cacheFolder = '.cache',
  onProgress?: ReadProgress,
): Promise<Faces> {
  const faces = await cachedFaces(pictures, votes, cacheFolder, onProgress);
  const doubt = implausibleVotes(faces);
  if (doubt) console.warn(`${votes}: ${doubt}`);
  return faces;
}

async function cachedFaces(
  pictures: string,
  votes: string | undefined,
  cacheFolder: string,
  onProgress?: ReadProgress,
): Promise<Faces> {
  const cached = join(cacheFolder, `${await key(votes === undefined ? [pictures] : [pictures, votes])}.bin`);
  if (existsSync(cached)) {
    const bytes = readFileSync(cached);
    if (bytes.length > 0 && bytes.length % BYTES_PER_FACE === 0) return unpack(bytes);
  }
  const faces = await readFer2013(pictures, votes, onProgress);
  mkdirSync(cacheFolder, { recursive: true });
  // Two commands may read the same files at once.
  const part = `${cached}.${process.pid}.part`;
  writeFileSync(part, Buffer.concat([faces.pixels, faces.classes, faces.votes, faces.usages]));
  renameSync(part, cached);
  return faces;
}
