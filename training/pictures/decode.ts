/** Pictures of any format as pixels. */
// sharp (libvips): the one well-kept decoder that reads PNG and JPEG of every kind (16 bit, palette, CMYK, EXIF turns).
import sharp from 'sharp';
import { BACKDROP } from '../../src/engine/backdrop';
import { messageOf } from '../../src/error-message';

/** A decoded picture. */
export interface Pixels {
  /** RGBA, opaque, row by row. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * @param longest side in pixels: a larger picture is made smaller
 * @throws Error naming the file
 */
export async function decoded(file: string, longest?: number): Promise<Pixels> {
  const upright = sharp(file).rotate(); // as EXIF says
  const sized = longest ? upright.resize(longest, longest, { fit: 'inside', withoutEnlargement: true }) : upright;
  const { data, info } = await sized
    .toColourspace('srgb')
    .flatten({ background: { r: BACKDROP, g: BACKDROP, b: BACKDROP } }) // as the extension reads transparent pictures
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new Error(`${file} cannot be read as a picture: ${messageOf(error).split('\n')[0]}.`);
    });
  return { data, width: info.width, height: info.height };
}
