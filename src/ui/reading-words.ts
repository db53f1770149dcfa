import { type Classes, classNamed, type ModelClass, styleOf } from '../classes';
import type { FaceReading, UnsureReason } from '../engine/types';
import { STYLE } from '../expressions';
import type { GlyphName } from './glyph';

/** What helps where a face is not read, in a sentence. */
export const WHAT_HELPS: Readonly<Record<UnsureReason, string>> = {
  'too small': 'The face is too small to read: pin this person, or make the window larger.',
  'turned away': 'The face is read again when it turns towards its camera.',
  blurred: 'The picture is blurred: more light, or a better connection of theirs, helps.',
  'low confidence': 'The face shows nothing that people would agree on. That is common, and no fault.',
  changing: 'The face is changing; wait a moment.',
};

/** Why a face is not read. */
const WHY: Readonly<Record<UnsureReason, string>> = {
  'too small': 'too small',
  'turned away': 'turned away',
  blurred: 'blurred',
  'low confidence': 'no clear expression',
  changing: 'changing',
};

/** "appears happy", or "unsure: too small". Of expressions, never of feelings. */
export function readingWords(face: FaceReading, classes: Classes): string {
  if (face.expression) return `appears ${styleOf(classNamed(classes, face.expression)).word}`;
  return face.unsure ? `unsure: ${WHY[face.unsure]}` : 'unsure';
}

/** What stands under the reading; null where the face is not compared with its usual. */
export function usualWords({ usual }: FaceReading): string | null {
  if (!usual) return null;
  if (!usual.deviations) return 'getting to know this face';
  return usual.more ? `↑ ${STYLE[usual.more].more}` : 'as usual';
}

/** A face for a FaceLine. */
export function faceSummary(
  face: FaceReading,
  classes: Classes,
): {
  glyph: GlyphName;
  words: string;
  claim?: { kind: ModelClass; confidence: number };
} {
  const words = readingWords(face, classes);
  if (!face.expression) return { glyph: 'unsure', words };
  const kind = classNamed(classes, face.expression);
  return { glyph: kind, words, claim: { kind, confidence: face.confidence } };
}
