import { type Classes, classNamed, type ModelClass } from '../classes';
import type { FaceReading, UnsureReason } from '../engine/types';
import { appears } from '../i18n/class-words';
import { t } from '../i18n/t';
import type { GlyphName } from './glyph';

const REASONS = {
  'too small': 'small',
  'turned away': 'turned',
  blurred: 'blurred',
  'low confidence': 'unclear',
  changing: 'changing',
} as const satisfies Readonly<Record<UnsureReason, string>>;

/** What helps where a face is not read, in a sentence. */
export function whatHelps(reason: UnsureReason): string {
  return t(`help_${REASONS[reason]}`);
}

/** Why a face is not read, in a word or two. */
export function whyUnsure(reason: UnsureReason): string {
  return t(`unsure_${REASONS[reason]}`);
}

/** "appears happy", or "unsure: too small". Of expressions, never of feelings. */
export function readingWords(face: FaceReading, classes: Classes): string {
  if (face.expression) return appears(classNamed(classes, face.expression));
  return face.unsure ? t('unsure_why', { why: whyUnsure(face.unsure) }) : t('unsure');
}

/** What stands under the reading; null where the face is not compared with its usual. */
export function usualWords({ usual }: FaceReading): string | null {
  if (!usual) return null;
  if (!usual.deviations) return t('usual_learning');
  return usual.more ? t('usual_more', { more: t(`more_${usual.more}`) }) : t('usual_same');
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
  if (!face.expression || face.confidence === null) return { glyph: 'unsure', words };
  const kind = classNamed(classes, face.expression);
  return { glyph: kind, words, claim: { kind, confidence: face.confidence } };
}
