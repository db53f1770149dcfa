/** A face as the network sees it, as an image for pages. */
import sharp from 'sharp';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { escaped } from './escaped';

/** @param pixels grey levels, INPUT_AREA per row @param words that stand for it @returns an `<img>` that needs no file */
export async function faceImage(pixels: Uint8Array, row: number, words: string): Promise<string> {
  const raw = { width: INPUT_SIDE, height: INPUT_SIDE, channels: 1 } as const;
  const face = pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA);
  const png = await sharp(face, { raw }).png().toBuffer();
  return `<img alt="${escaped(words)}" title="${escaped(words)}" src="data:image/png;base64,${png.toString('base64')}">`;
}
