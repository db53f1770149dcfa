import { BADGE_STYLE, type BadgeStyle } from '../../badge-style';
import type { Form } from './pill';

/** What the overlay looks like, as the user wants it and as the mode needs it. */
export interface Look extends BadgeStyle {
  /** The user looks at themselves: no box around their face, and no number that moves all the time. */
  readonly isCalm: boolean;
}

export const LOOK: Look = { ...BADGE_STYLE, isCalm: false };

/** What labels may say, the fullest first. */
export function formsOf({ density, isCalm }: Look): readonly Form[] {
  if (density === 'dot') return ['sign'];
  const full: Form[] = density === 'bars' ? ['bars', 'full'] : ['full'];
  return [...(isCalm ? full.filter((form) => form === 'bars') : full), 'word', 'sign'];
}

/** Whether a box is drawn around each face. */
export function hasBoxes({ density, isCalm }: Look): boolean {
  return density !== 'dot' && !isCalm;
}
