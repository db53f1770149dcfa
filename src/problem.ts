import { messageOf } from './error-message';
import { PROBLEMS } from './problems';

type Code = keyof typeof PROBLEMS;

/** The names in braces of a text: "Read {name} again" has `name`. */
export type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type TextOf<Of> = Of extends string ? Of : Of extends { readonly other: infer Other extends string } ? Other : never;
type About<C extends Code> = {
  readonly [Name in NamesIn<TextOf<(typeof PROBLEMS)[C]>>]: Name extends 'count'
    ? number
    : Name extends 'why'
      ? Problem
      : string | number;
};

/**
 * Something that went wrong and that the user is told of: a code, and what its sentence speaks about. Plain data, so that
 * it goes between contexts; it becomes a sentence of the user's language where it is shown (i18n/problem-words.ts).
 */
export type Problem = {
  [C in Code]: [keyof About<C>] extends [never] ? { readonly code: C } : { readonly code: C } & About<C>;
}[Code];

/** What is thrown of a problem. Its message is the English sentence, for logs and for tools without another language. */
export class Failure extends Error {
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(english(problem), options);
  }
}

/** What went wrong, of whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Failure) return error.problem;
  return { code: 'unexpected', what: messageOf(error) };
}

/** The values that a problem's sentence is filled in with, by their names in it. */
export function filling({ code: _, ...about }: Problem): Readonly<Record<string, string | number | Problem>> {
  return about;
}

/** A problem's sentence in English. */
export function english(problem: Problem): string {
  const about = filling(problem);
  const text = PROBLEMS[problem.code];
  const sentence = typeof text === 'string' ? text : about.count === 1 ? text.one : text.other;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = about[name] ?? '';
    return typeof value === 'object' ? english(value) : String(value);
  });
}
