/** Whole pictures as the options page opens them, decoded by sharp. */

import { MAX_STILL_SIDE } from '../../src/engine/read-still-picture';
import type { StillPicture } from '../../src/engine/still-faces';
import { decoded } from './decode';
import './image-data';

/** Upright as its camera meant it, opaque, and no larger than the options page reads it. @throws Error naming the file */
export async function openPicture(file: string): Promise<StillPicture & { readonly data: Uint8Array }> {
  const { data, width, height } = await decoded(file, MAX_STILL_SIDE);
  const read: StillPicture['read'] = (part) => {
    const pixels = new Uint8ClampedArray(4 * part.width * part.height);
    for (let row = 0; row < part.height; row++) {
      const start = 4 * ((part.y + row) * width + part.x);
      pixels.set(data.subarray(start, start + 4 * part.width), 4 * row * part.width);
    }
    return new ImageData(pixels, part.width, part.height);
  };
  return { data, width, height, read };
}
