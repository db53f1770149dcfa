import type { Key } from './i18n/language';

/**
 * What the user agreed to is the disclosure of this number (src/welcome). Raise it whenever what is read, kept or shown
 * changes, with a sentence of what is new: nothing is read until the user agreed to that too.
 */
export const DISCLOSURE = 2;

type News = Extract<Key, `news_${string}`>;

/** What each disclosure says that the one before did not. */
const NEW_IN: ReadonlyMap<number, readonly News[]> = new Map([
  [2, ['news_2_modes', 'news_2_retention', 'news_2_exclusion']],
]);

/** To what is read and kept now, rather than to an earlier disclosure. */
export function hasAgreed({ consent }: { readonly consent: number }): boolean {
  return consent === DISCLOSURE;
}

/** What is new to somebody who agreed to an earlier disclosure; nothing is to somebody who agreed to none (0). */
export function changesSince(consent: number): readonly News[] {
  if (consent === 0) return [];
  return [...NEW_IN].flatMap(([version, changes]) => (version > consent ? changes : []));
}
