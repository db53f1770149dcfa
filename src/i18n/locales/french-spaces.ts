import type { Messages } from '../language';

/** French puts a space before these, and within « », at which no line may end. */
const BEFORE = / (?=[:;?!»])/g;
const AFTER = /(?<=«) /g;

/** Messages as they are typed, with the spaces beside French punctuation made non-breaking. */
export function withFrenchSpaces(messages: Messages): Messages {
  return JSON.parse(JSON.stringify(messages).replace(BEFORE, '\u00a0').replace(AFTER, '\u00a0'));
}
