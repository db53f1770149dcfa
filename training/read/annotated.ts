/** A picture with its faces boxed and named, drawn as the options page's "Picture with boxes" is. */
import sharp from 'sharp';
import { type Classes, classNamed, styleOf } from '../../src/classes';
import type { FaceReading } from '../../src/engine/types';
import { wholePercent } from '../../src/expressions';
import { FACE_LABEL, labelLeft, labelTop } from '../../src/face-label';
import { escaped } from '../markup/escaped';
import type { Pixels } from '../pictures/decode';

/** A letter's width, in heights of the type: SVG cannot measure it, and this fits the widest words. */
const LETTER = 0.62;

/** A label's width, in widths of its box. */
const WIDEST = 1.5;
const { longerSide, line, type, ground, inset, groundColor, wordsColor, unsureColor } = FACE_LABEL;

function box({ box, expression, confidence }: FaceReading, { width, height }: Pixels, classes: Classes): string {
  const [x, y] = [box.x * width, box.y * height];
  const style = expression === null ? null : styleOf(classNamed(classes, expression));
  const words = style && confidence !== null ? `${style.word} ${wholePercent(confidence)} %` : 'unsure';
  const letters = type * LETTER * words.length + 2 * inset;
  // In a group, words over a small box would cover the neighbours.
  const unit = Math.min(Math.max(width, height) / longerSide, (WIDEST * box.width * width) / letters);
  const wide = letters * unit;
  const [left, top] = [labelLeft(x, wide, width), labelTop(y, unit)];
  return [
    `<rect x="${x}" y="${y}" width="${box.width * width}" height="${box.height * height}" fill="none" stroke="${style?.color ?? unsureColor}" stroke-width="${line * unit}"/>`,
    `<rect x="${left}" y="${top}" width="${wide}" height="${ground * unit}" fill="${groundColor}"/>`,
    `<text x="${left + inset * unit}" y="${top + 15 * unit}" font-family="sans-serif" font-weight="600" font-size="${type * unit}" fill="${wordsColor}">${escaped(words)}</text>`,
  ].join('');
}

/** @returns a PNG file */
export async function annotated(picture: Pixels, faces: readonly FaceReading[], classes: Classes): Promise<Buffer> {
  const { data, width, height } = picture;
  const boxes = faces.map((face) => box(face, picture, classes)).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${boxes}</svg>`;
  return sharp(data, { raw: { width, height, channels: 4 } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .png()
    .toBuffer();
}
