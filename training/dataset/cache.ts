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

/**
 * @param folder holds fer2013.csv and fer2013new.csv
 * @throws DatasetError for broken content; Error saying what is missing and where it comes from
 */
export async function loadFaces(folder: string, cacheFolder = '.cache'): Promise<Faces> {
  const files = ['fer2013.csv', 'fer2013new.csv'].map((name) => join(folder, name)) as [string, string];
  for (const file of files) {
    if (!existsSync(file)) {
      throw new Error(
        `${file} is missing. fer2013.csv comes from Kaggle's "Challenges in Representation Learning: Facial Expression ` +
          'Recognition", fer2013new.csv from https://github.com/microsoft/FERPlus; put both into the folder given by --data.',
      );
    }
  }
  const cached = join(cacheFolder, `${key(files)}.bin`);
  if (existsSync(cached)) {
    const bytes = readFileSync(cached);
    if (bytes.length > 0 && bytes.length % BYTES_PER_FACE === 0) return unpack(bytes);
  }
  const faces = await readFer2013(...files);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(`${cached}.part`, Buffer.concat([faces.pixels, faces.classes, faces.votes, faces.usages]));
  renameSync(`${cached}.part`, cached);
  return faces;
}
