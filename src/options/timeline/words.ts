import { NO_PICTURE } from '../../camera';
import { styleOf } from '../../classes';
import { STYLE, wholePercent } from '../../expressions';
import type { Moment } from '../../session/timeline';

/** "appears happy, 72 %", or why nothing is said of a second. */
export function momentWords({ named, share, more, unread }: Moment): string {
  const usual = more ? ` · ${STYLE[more].more}` : '';
  if (named === 'unsure') return `unsure${usual}`;
  if (named) return `appears ${styleOf(named).word}, ${wholePercent(share)} %${usual}`;
  if (unread === undefined || unread === 'away') return '–';
  return unread === 'on' ? 'no face read' : NO_PICTURE[unread].words;
}
