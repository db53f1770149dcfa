/**
 * What the user agreed to is the disclosure of this number (src/welcome). Raise it whenever what is read, kept or shown
 * changes, with a sentence of what is new: nothing is read until the user agreed to that too.
 */
export const DISCLOSURE = 2;

/** What each disclosure says that the one before did not. */
const NEW_IN: ReadonlyMap<number, readonly string[]> = new Map([
  [
    2,
    [
      'You choose whose expressions are read: only yours, the sum of all others, or each person’s.',
      'Sessions are deleted by themselves after seven days, unless you choose otherwise.',
      'Whoever does not want to be read can be left out. Their name, or the page’s number for them, is kept so that they stay left out.',
    ],
  ],
]);

export function hasAgreed({ consent }: { readonly consent: number }): boolean {
  return consent === DISCLOSURE;
}

/** What is new to somebody who agreed to an earlier disclosure; nothing is to somebody who agreed to none (0). */
export function changesSince(consent: number): readonly string[] {
  if (consent === 0) return [];
  return [...NEW_IN].flatMap(([version, changes]) => (version > consent ? changes : []));
}
