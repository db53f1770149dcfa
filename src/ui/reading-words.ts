import type { FaceReading, UnsureReason } from '../engine/types';
import { type Expression, STYLE } from '../expressions';
import type { GlyphName } from './glyph';

/** Why a face is not read, and what would help. */
const WHY: Readonly<Record<UnsureReason, string>> = {
  'too small': 'too small',
  'turned away': 'turned away',
  blurred: 'blurred',
  'low confidence': 'no clear expression',
  changing: 'changing',
};

/** "appears happy", or "unsure: too small". Of expressions, never of feelings. */
export function readingWords(face: FaceReading): string {
  if (face.expression) return `appears ${STYLE[face.expression].word}`;
  return face.unsure ? `unsure: ${WHY[face.unsure]}` : 'unsure';
}

/** What stands under the reading; null where the face is not compared with its usual. */
export function usualWords({ usual }: FaceReading): string | null {
  if (!usual) return null;
  if (!usual.deviations) return 'getting to know this face';
  return usual.more ? `↑ ${STYLE[usual.more].more}` : 'as usual';
}

/** A face for a FaceLine. */
export function faceSummary(face: FaceReading): {
  glyph: GlyphName;
  words: string;
  claim?: { expression: Expression; confidence: number };
} {
  const words = readingWords(face);
  if (!face.expression) return { glyph: 'unsure', words };
  return { glyph: face.expression, words, claim: { expression: face.expression, confidence: face.confidence } };
}
