import { BADGE_STYLE, type BadgeStyle } from '../../badge-style';
import type { Form } from './pill';

/** What the overlay looks like, as the user wants it and as the mode needs it. */
export interface OverlayStyle extends BadgeStyle {
  /** The user looks at themselves: no box around their face, and no number that moves all the time. */
  readonly isCalm: boolean;
}

/** Until the settings are known. */
export const OVERLAY_STYLE: OverlayStyle = { ...BADGE_STYLE, isCalm: false };

/** What labels may say, the fullest first. */
export function formsOf({ density, isCalm }: OverlayStyle): readonly Form[] {
  if (density === 'dot') return ['sign'];
  const full: Form[] = density === 'bars' ? ['bars', 'full'] : ['full'];
  return [...(isCalm ? full.filter((form) => form === 'bars') : full), 'word', 'sign'];
}

/** Whether a box is drawn around each face. */
export function hasBoxes({ density, isCalm }: OverlayStyle): boolean {
  return density !== 'dot' && !isCalm;
}
