import { type Classes, classNamed, styleOf } from '../../classes';
import type { FaceReading } from '../../engine/types';
import { wholePercent } from '../../expressions';
import { FACE_LABEL, labelLeft, labelTop } from '../../face-label';
import { wordOf } from '../../i18n/class-words';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Failure } from '../../problem';
import { openPicture } from './open-picture';
import { drawPicture } from './picture-canvas';

/** A picture file as a PNG file with its faces boxed and named. @throws Failure where it cannot be opened or encoded. */
export async function annotated(content: Blob, faces: readonly FaceReading[], classes: Classes): Promise<Blob> {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  const picture = await openPicture(content);
  if (!context || !picture) throw new Failure({ code: 'file_undrawn' });
  drawPicture(picture, canvas);
  picture.close();
  const { width, height } = canvas;
  const unit = Math.max(width, height) / FACE_LABEL.longerSide;
  context.font = `600 ${Math.round(FACE_LABEL.type * unit)}px system-ui, sans-serif`;
  context.textBaseline = 'top';
  for (const { box, expression, confidence } of faces) {
    const [x, y] = [box.x * width, box.y * height];
    const kind = expression === null ? null : classNamed(classes, expression);
    const words = kind && confidence !== null ? `${wordOf(kind)} ${percent(wholePercent(confidence))}` : t('unsure');
    context.lineWidth = FACE_LABEL.line * unit;
    context.strokeStyle = kind ? styleOf(kind).color : FACE_LABEL.unsureColor;
    context.strokeRect(x, y, box.width * width, box.height * height);
    const wide = context.measureText(words).width + 2 * FACE_LABEL.inset * unit;
    const [left, top] = [labelLeft(x, wide, width), labelTop(y, unit)];
    context.fillStyle = FACE_LABEL.groundColor;
    context.fillRect(left, top, wide, FACE_LABEL.ground * unit);
    context.fillStyle = FACE_LABEL.wordsColor;
    context.fillText(words, left + FACE_LABEL.inset * unit, top + 3 * unit);
  }
  return canvas.convertToBlob({ type: 'image/png' });
}
