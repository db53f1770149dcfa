/** Which pictures a command line names: files as they are, folders with all pictures below them. */
import { existsSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { filesBelow, isPicture } from './picture-files';

/** A picture that was asked for. */
export interface ListedFile {
  readonly file: string;
  /** Its path from the folder that was named, or its own name: where what is made of it goes. */
  readonly name: string;
}

/** What is to be read, and what was left aside. */
export interface Listed {
  readonly files: readonly ListedFile[];
  /** Files of folders that are no pictures by their names, and hidden ones. */
  readonly ignored: number;
  readonly hidden: number;
}

/**
 * @param without a folder whose pictures are left out: what was written there before is not read again
 * @throws Error naming what is not there, or if there is no picture
 */
export function listFiles(paths: readonly string[], without?: string): Listed {
  const files: ListedFile[] = [];
  let [ignored, hidden] = [0, 0];
  const made = without === undefined ? null : resolve(without) + sep;
  for (const path of paths) {
    if (!existsSync(path)) throw new Error(`${path}: There is no such file or folder.`);
    if (!statSync(path).isDirectory()) {
      files.push({ file: path, name: basename(path) });
      continue;
    }
    const below = filesBelow(path);
    hidden += below.hidden;
    // A folder that was named as where to write is not where pictures come from, unless it was named as that, too.
    const own = made !== null && (resolve(path) + sep).startsWith(made) ? null : made;
    for (const file of below.files.filter((one) => own === null || !resolve(one).startsWith(own))) {
      if (isPicture(file)) files.push({ file, name: relative(path, file) });
      else ignored++;
    }
  }
  if (files.length === 0) throw new Error(`There is no picture in ${paths.map((path) => join(path)).join(', ')}.`);
  return { files, ignored, hidden };
}
