import { fitted } from '../read-video';

/** Longest side of a picture as it is shown and read, pixels: room for small faces, and no 50-megapixel bitmaps. */
const MAX_SIDE = 2048;

/** A picture file's picture, upright as its camera meant it; null where it is none that this browser knows. */
export async function openPicture(content: Blob): Promise<ImageBitmap | null> {
  try {
    const full = await createImageBitmap(content, { imageOrientation: 'from-image' });
    try {
      return await createImageBitmap(full, fitted(full.width, full.height, MAX_SIDE));
    } finally {
      full.close();
    }
  } catch {
    return null;
  }
}
