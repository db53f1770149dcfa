import { MAX_STILL_SIDE } from '../../engine/read-still-picture';
import { fitted } from '../read-video';

/** A picture file's picture, upright as its camera meant it; null where it is none that this browser knows. */
export async function openPicture(content: Blob): Promise<ImageBitmap | null> {
  try {
    const full = await createImageBitmap(content, { imageOrientation: 'from-image' });
    try {
      return await createImageBitmap(full, fitted(full.width, full.height, MAX_STILL_SIDE));
    } finally {
      full.close();
    }
  } catch {
    return null;
  }
}
