import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { drawnFaces } from './drawn-faces';

/** A folder of pictures for each class: bright bars, the higher the later the class. */
export async function barFolders(folder: string, names: readonly string[], each: number): Promise<void> {
  const faces = drawnFaces(7 * each);
  const raw = { width: INPUT_SIDE, height: INPUT_SIDE, channels: 1 } as const;
  for (const [k, name] of names.entries()) {
    mkdirSync(join(folder, name), { recursive: true });
    for (const row of [...faces.classes.keys()].filter((i) => faces.classes[i] === 2 * k)) {
      const face = faces.pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA);
      await sharp(face, { raw })
        .png()
        .toFile(join(folder, name, `${row}.png`));
    }
  }
}
