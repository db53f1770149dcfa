import type { CameraState } from '../../camera';
import { type Classes, classNamed, type ModelClass, styleOf } from '../../classes';
import type { EngineState, FaceReading, TileReading } from '../../engine/types';
import { wholePercent } from '../../expressions';
import { appears, wordOf } from '../../i18n/class-words';
import { percent } from '../../i18n/format';
import { problemWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import type { StartOrder } from '../../messages';
import type { Problem } from '../../problem';
import { readingWords, whyUnsure } from '../../ui/reading-words';

export interface ClassShare {
  readonly kind: ModelClass;
  /** 0 to 1. */
  readonly share: number;
}

/** What a badge says. */
export interface Label {
  /** Whose drawn face stands before the word; null: none. */
  readonly glyph: ModelClass | null;
  readonly word: string;
  /** Empty where there is nothing to add. */
  readonly detail: string;
  /**
   * What the face shows more than usual: an arrow, with the drawn face of that expression where the badge names another;
   * null: nothing.
   */
  readonly more: { readonly glyph: ModelClass | null; readonly words: string } | null;
  /** A character for where there is no room for more; unused where there is a drawn face. */
  readonly sign: string;
  /** Of each class, in the model's order, in steps of a twentieth; null where the face could not be read. */
  readonly shares: readonly ClassShare[] | null;
  readonly title: string;
  readonly color: string;
  readonly tone: 'reading' | 'unsure' | 'muted';
}

/** Grey of what is no reading, with 3:1 contrast on light and dark. */
const MUTED = '#8a929c';

/** @param classes what the model that read it tells apart. */
export function faceLabel(face: FaceReading, classes: Classes): Label {
  const more = moreThanUsual(face);
  const shares = sharesOf(face, classes);
  if (face.expression === null || face.confidence === null) {
    const unsure = face.unsure ?? 'low confidence';
    return {
      glyph: null,
      word: t('unsure'),
      detail: whyUnsure(unsure),
      more,
      shares,
      title: readingWords({ ...face, unsure }, classes),
      ...faceStyle(face, classes),
      sign: '?',
    };
  }
  const kind = classNamed(classes, face.expression);
  return {
    glyph: kind,
    word: wordOf(kind),
    detail: percent(wholePercent(face.confidence)),
    more,
    shares,
    title: appears(kind),
    ...faceStyle(face, classes),
    sign: '',
  };
}

/** The looks of a face's label, which its box shares. */
export function faceStyle(
  { expression, confidence }: FaceReading,
  classes: Classes,
): { readonly color: string; readonly tone: 'reading' | 'unsure' } {
  if (expression === null || confidence === null) return { color: MUTED, tone: 'unsure' };
  return { color: styleOf(classNamed(classes, expression)).color, tone: 'reading' };
}

/** Bars a few pixels high show no more, and need not be drawn anew for less. */
const STEPS = 20;

function sharesOf({ probabilities }: FaceReading, classes: Classes): readonly ClassShare[] | null {
  if (!probabilities) return null;
  return classes.map((kind, i) => ({ kind, share: Math.round((probabilities[i] ?? 0) * STEPS) / STEPS }));
}

function moreThanUsual({ expression, usual }: FaceReading): Label['more'] {
  if (!usual?.more) return null;
  return { glyph: usual.more === expression ? null : { name: usual.more }, words: t(`more_${usual.more}`) };
}

function muted(word: string, title: string): Label {
  return { glyph: null, word, detail: '', more: null, shares: null, title, color: MUTED, tone: 'muted', sign: '–' };
}

/** The badge of a whole tile; null where there is nothing to say, or each face says it. */
export function tileLabel(camera: CameraState, reading: TileReading | null, classes: Classes): Label | null {
  if (camera !== 'on') return muted(t(`camera_${camera}`), t(`cameraWhy_${camera}`));
  if (!reading) return null;
  if (reading.faces.length === 0) return muted(t('badge_noFace'), t('badge_noFaceWhy'));
  return reading.faces.length === 1 ? faceLabel(reading.faces[0]!, classes) : null;
}

/** "Room A · 2": which of several people in a tile. */
export function faceName(tileName: string, face: FaceReading): string {
  return `${tileName} · ${face.face}`;
}

export interface Notice {
  readonly text: string;
  readonly tone: 'ready' | 'busy' | 'failed';
}

/** What the line says after a click on it, for some seconds. */
export function askToStop(): Notice {
  return { text: t('line_askToStop'), tone: 'failed' };
}

/** The line that stands on the page while a call is read. */
export function notice(
  engine: EngineState | null,
  problem: Problem | null,
  { mode, shortcut }: Pick<StartOrder, 'mode' | 'shortcut'>,
): Notice {
  if (problem !== null) return { text: problemWords(problem), tone: 'failed' };
  if (engine === null) return { text: t('line_restarting'), tone: 'busy' };
  if (engine.state === 'loading') return { text: t(`loading_${engine.step}`), tone: 'busy' };
  if (engine.state === 'failed')
    return { text: t('line_failed', { why: problemWords(engine.problem) }), tone: 'failed' };
  const reading = t(`line_${mode}`);
  return { text: shortcut ? t('line_withKeys', { reading, keys: shortcut }) : reading, tone: 'ready' };
}
