import { BACKDROP } from '../../src/engine/backdrop';
import { mulberry } from '../mulberry';

/** Size of a frame as a call's tile has it. */
const WIDTH = 640;
const HEIGHT = 360;

/** What a call does to a picture of somebody who sits still, each drawn evenly from both sides of nothing. */
const SHIFT = 0.02;
const SCALE = 0.05;
/** Radians: 4°. */
const ROLL = 0.07;
const LIGHT = 0.15;
const CONTRAST = 0.1;
const JPEG = { least: 0.35, most: 0.8 };

/** Makes frames of a still picture, each with other noise; the same seed gives the same frames. */
export function noisyFrames(picture: ImageBitmap, seed: number): () => Promise<ImageBitmap> {
  const random = mulberry(seed);
  const within = (most: number) => most * (2 * random() - 1);
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d')!;
  const fit = Math.min(WIDTH / picture.width, HEIGHT / picture.height);
  return async () => {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.filter = 'none';
    context.fillStyle = `rgb(${BACKDROP} ${BACKDROP} ${BACKDROP})`;
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.translate(WIDTH / 2 + within(SHIFT) * WIDTH, HEIGHT / 2 + within(SHIFT) * HEIGHT);
    context.rotate(within(ROLL));
    const scale = fit * (1 + within(SCALE));
    context.scale(scale, scale);
    context.filter = `brightness(${1 + within(LIGHT)}) contrast(${1 + within(CONTRAST)})`;
    context.drawImage(picture, -picture.width / 2, -picture.height / 2);
    const quality = JPEG.least + (JPEG.most - JPEG.least) * random();
    return createImageBitmap(await canvas.convertToBlob({ type: 'image/jpeg', quality }));
  };
}
