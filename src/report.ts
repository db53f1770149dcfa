import { messageOf } from './error-message';

/**
 * What a maintainer may see of an error, wherever it happened: nothing that it says, as its message may quote a name, a file
 * or a reading. Kinds and places in our own code tell which `throw` it was.
 */
export interface ErrorNote {
  /** What was being done: fixed words. */
  readonly where: string;
  /** The error, then what caused it. */
  readonly chain: readonly { readonly kind: string; readonly at: readonly string[] }[];
}

/** Words of the source alone: none that are put together as it runs. */
export type Fixed<Words extends string> = Record<never, never> extends Record<Words, 1> ? never : Words;

/** Errors that one context tells apart; after them it is silent, as what goes wrong in ever new ways would fill the log. */
const MOST = 100;
/** Causes of causes, and the places of each that are kept. */
const DEPTH = 5;
const PLACES = 4;
const OURS = /\bchrome-extension:\/\/[a-p]{32}\/([\w./-]+:\d+:\d+)/;

const known = new Set<string>();
/** Until somebody listens, as long as a context is being loaded. */
let early: ErrorNote[] = [];
let tell: (note: ErrorNote) => void = (note) => early.push(note);

/**
 * An error that is dealt with, and that a maintainer should know of: the console gets all of it, with its cause, and the
 * page's report a note. Each distinct one once, however often it comes. Never throws.
 *
 * @param where fixed words for what was being done: nothing of a page, a person or a reading.
 */
export function report<const Words extends string>(where: Fixed<Words>, error: unknown): void {
  const note = noteOf(where, error);
  // The same fault may count in what it says ("tick 12").
  const identity = JSON.stringify([note, messageOf(error).replace(/\d+/g, '#')]);
  if (known.has(identity) || known.size >= MOST) return;
  known.add(identity);
  console.error(`Facet, ${where}:`, error);
  tell(note);
}

/** @param sink is told of this context's errors from now on, and of those that came before. */
export function passReportsTo(sink: (note: ErrorNote) => void): void {
  tell = sink;
  for (const note of early) sink(note);
  early = [];
}

/** Of an error and what caused it, five deep at most: one may cause itself. */
export function noteOf(where: string, error: unknown): ErrorNote {
  const chain: { kind: string; at: string[] }[] = [];
  for (let cause = error; chain.length < DEPTH && (cause !== undefined || chain.length === 0); ) {
    chain.push({ kind: kindOf(cause), at: placesOf(cause) });
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return { where, chain };
}

/** "TypeError", a DOMException's name, or the type of what else was thrown. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return error === null ? 'null' : typeof error;
  return /^\w{1,60}$/.test(error.name) ? error.name : 'Error';
}

/** "assets/detector.js:12:34", the innermost first. */
function placesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const stack = String(error.stack ?? '').replace(messageOf(error), '');
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.flatMap((line) => OURS.exec(line)?.[1] ?? []).slice(0, PLACES);
}
