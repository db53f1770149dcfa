import { numbersApart, withNumber } from '../tell-apart';
import type { HeldName } from './records';

/** Names of one participant that are kept, the newest: a page may show another one every second. */
const MOST = 100;

/**
 * A participant's names with the one that shows from `time` on. A second bears the name that showed for the longer part
 * of it, so one that came and went in less is never kept.
 * @param time milliseconds since the epoch
 */
export function renamed(names: readonly HeldName[], name: string, time: number): readonly HeldName[] {
  if (names.at(-1)?.name === name) return names;
  const from = names.length === 0 ? Math.floor(time / 1000) : Math.round(time / 1000);
  const earlier = names.filter((held) => held.from < from);
  return earlier.at(-1)?.name === name ? earlier : [...earlier, { name, from }].slice(-MOST);
}

/** The name that showed in a second: the first one for a second before all, none where there are no names. */
export function nameAt(names: readonly HeldName[], second: number): string {
  return (names.findLast(({ from }) => from <= second) ?? names[0])?.name ?? '';
}

/** What a participant was called last. */
export function lastName(names: readonly HeldName[]): string {
  return names.at(-1)?.name ?? '';
}

/** What each was called last; those whose names look alike have their number among them behind it. In the order of the list. */
export function namesApart(people: readonly { readonly names: readonly HeldName[] }[]): string[] {
  const last = people.map(({ names }) => lastName(names));
  const numbers = numbersApart(last);
  return last.map((name, i) => {
    const number = numbers[i] ?? null;
    return number === null ? name : withNumber(name, number);
  });
}

/** "Person A" to "Person Z", then "Person AA". @param index from 0 */
export function pseudonym(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return `Person ${letters}`;
}
