/** Which files of a folder are pictures. Links are followed, each target once; what is hidden is skipped and counted. */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import sharp from 'sharp';

/** Of all formats that sharp reads here and that are pictures of pixels: .jpg, .png, .webp, .avif, .tif, .gif, … */
export const ENDINGS: readonly string[] = [
  ...new Set(
    Object.values(sharp.format as unknown as Record<string, Format>)
      .filter(({ id, input }) => input.file && !['svg', 'pdf', 'raw', 'fits', 'vips', 'dz'].includes(id))
      .flatMap(({ input }) => input.fileSuffix ?? [])
      .concat('.jpg', '.jpeg', '.png'),
  ),
].sort();

interface Format {
  readonly id: string;
  readonly input: { readonly file: boolean; readonly fileSuffix?: readonly string[] };
}

/** Whether a file's name ends as a picture's that can be decoded. */
export const isPicture = (file: string) => ENDINGS.includes(extname(file).toLowerCase());

/** `.ipynb_checkpoints`, `._a.png`, `__MACOSX`: made by programs, not by people. */
const isHidden = (name: string) => /^[._]/.test(name);

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const found = statSync(path);
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : undefined;
  } catch {
    // A link to nowhere.
    return undefined;
  }
}

/** Names of a folder's folders, linked ones too, in order. */
export const subFolders = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !isHidden(name) && kindOf(join(folder, name)) === 'folder')
    .sort();

interface FilesBelow {
  readonly files: readonly string[];
  /** Hidden entries that were skipped, a folder as one. */
  readonly hidden: number;
}

/** All files below a folder, at any depth, in order; a file or folder that is reached twice through links counts once. */
export function filesBelow(folder: string): FilesBelow {
  const files: string[] = [];
  const seen = new Set<string>();
  let hidden = 0;
  const walk = (path: string) => {
    for (const name of readdirSync(path).sort()) {
      const entry = join(path, name);
      if (isHidden(name)) {
        hidden++;
        continue;
      }
      const kind = kindOf(entry);
      if (!kind) continue;
      const real = realpathSync(entry);
      if (seen.has(real)) continue;
      seen.add(real);
      if (kind === 'folder') walk(entry);
      else files.push(entry);
    }
  };
  seen.add(realpathSync(folder));
  walk(folder);
  return { files, hidden };
}
