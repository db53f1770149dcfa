/** Keeps what reading the CSV files gave as one compact file: 3 s of parsing become 0.1 s. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AREA } from '../../src/engine/input';
import { type Faces, readFer2013 } from './fer2013';
import { VOTES } from './labels';

const FORMAT = 'facet-faces-1';
const BYTES_PER_FACE = AREA + 1 + VOTES + 1;

/** Changes whenever a source file does. */
function key(files: readonly string[]): string {
  return [FORMAT, ...files.map((file) => `${statSync(file).size}-${Math.round(statSync(file).mtimeMs)}`)].join('_');
}

function unpack(bytes: Uint8Array): Faces {
  const count = bytes.length / BYTES_PER_FACE;
  let at = 0;
  const take = (size: number) => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  return { count, pixels: take(count * AREA), classes: take(count), votes: take(count * VOTES), usages: take(count) };
}

const ORIGIN: Readonly<Record<string, string>> = {
  'fer2013.csv': 'It comes from Kaggle\'s "Challenges in Representation Learning: Facial Expression Recognition"',
  'fer2013new.csv': 'It comes from https://github.com/microsoft/FERPlus',
};

/**
 * Pictures with both kinds of label.
 * @param folder holds fer2013.csv and fer2013new.csv
 * @throws DatasetError for broken content; Error saying what is missing and where it comes from
 */
export function loadFaces(folder: string, cacheFolder?: string): Promise<Faces> {
  const [pictures, votes] = Object.keys(ORIGIN) as [string, string];
  for (const name of [pictures, votes]) {
    if (!existsSync(join(folder, name))) {
      throw new Error(`${join(folder, name)} is missing. ${ORIGIN[name]}; put it into the folder given by --data.`);
    }
  }
  return loadFaceFiles(join(folder, pictures), join(folder, votes), cacheFolder);
}

/** The same from files of any name; without a file of votes, every picture has none. */
export async function loadFaceFiles(pictures: string, votes?: string, cacheFolder = '.cache'): Promise<Faces> {
  const cached = join(cacheFolder, `${key(votes === undefined ? [pictures] : [pictures, votes])}.bin`);
  if (existsSync(cached)) {
    const bytes = readFileSync(cached);
    if (bytes.length > 0 && bytes.length % BYTES_PER_FACE === 0) return unpack(bytes);
  }
  const faces = await readFer2013(pictures, votes);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(`${cached}.part`, Buffer.concat([faces.pixels, faces.classes, faces.votes, faces.usages]));
  renameSync(`${cached}.part`, cached);
  return faces;
}
