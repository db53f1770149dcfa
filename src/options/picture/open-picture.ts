import { fitted } from '../read-video';

/** Longest side of a picture as it is shown and read, pixels: room for small faces, and no 50-megapixel bitmaps. */
const MAX_SIDE = 2048;

/** What kind of file it is, by what the system says; null: neither. */
export function kindOf(file: File): 'picture' | 'video' | null {
  if (file.type.startsWith('image/')) return 'picture';
  return file.type.startsWith('video/') ? 'video' : null;
}

/**
 * Opens a picture file, upright as its camera meant it.
 *
 * @throws a sentence for the user.
 */
export async function openPicture(file: File): Promise<ImageBitmap> {
  try {
    const full = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const picture = await createImageBitmap(full, fitted(full.width, full.height, MAX_SIDE));
    full.close();
    return picture;
  } catch {
    throw new Error(`“${file.name}” could not be read as a picture. Try a JPEG, PNG or WebP file.`);
  }
}
