import { type Classes, classNamed, styleOf } from '../../classes';
import type { FaceReading } from '../../engine/types';
import { wholePercent } from '../../expressions';

/** A picture as a PNG file with its faces boxed and named. @throws an Error with a sentence where it cannot be encoded. */
export async function annotated(
  picture: HTMLCanvasElement,
  faces: readonly FaceReading[],
  classes: Classes,
): Promise<Blob> {
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The picture could not be drawn: close other pages that draw much, and try again.');
  context.drawImage(picture, 0, 0);
  const unit = Math.max(width, height) / 640;
  context.font = `600 ${Math.round(14 * unit)}px system-ui, sans-serif`;
  context.textBaseline = 'top';
  for (const { box, expression, confidence } of faces) {
    const [x, y] = [box.x * width, box.y * height];
    const style = expression === null ? null : styleOf(classNamed(classes, expression));
    const words = style ? `${style.word} ${wholePercent(confidence)} %` : 'unsure';
    context.lineWidth = 3 * unit;
    context.strokeStyle = style?.color ?? '#85859b';
    context.strokeRect(x, y, box.width * width, box.height * height);
    const wide = context.measureText(words).width + 10 * unit;
    const left = Math.max(0, Math.min(width - wide, x));
    const top = y >= 22 * unit ? y - 22 * unit : y + 3 * unit;
    context.fillStyle = '#16161e';
    context.fillRect(left, top, wide, 20 * unit);
    context.fillStyle = '#ffffff';
    context.fillText(words, left + 5 * unit, top + 3 * unit);
  }
  return canvas.convertToBlob({ type: 'image/png' });
}
