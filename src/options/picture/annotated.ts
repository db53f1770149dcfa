import { type Classes, classNamed, styleOf } from '../../classes';
import type { FaceReading } from '../../engine/types';
import { wholePercent } from '../../expressions';
import { wordOf } from '../../i18n/class-words';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Failure } from '../../problem';

/** A picture as a PNG file with its faces boxed and named. @throws Failure where it cannot be encoded. */
export async function annotated(
  picture: HTMLCanvasElement,
  faces: readonly FaceReading[],
  classes: Classes,
): Promise<Blob> {
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Failure({ code: 'file_undrawn' });
  context.drawImage(picture, 0, 0);
  const unit = Math.max(width, height) / 640;
  context.font = `600 ${Math.round(14 * unit)}px system-ui, sans-serif`;
  context.textBaseline = 'top';
  for (const { box, expression, confidence } of faces) {
    const [x, y] = [box.x * width, box.y * height];
    const kind = expression === null ? null : classNamed(classes, expression);
    const words = kind ? `${wordOf(kind)} ${percent(wholePercent(confidence))}` : t('unsure');
    context.lineWidth = 3 * unit;
    context.strokeStyle = kind ? styleOf(kind).color : '#85859b';
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
