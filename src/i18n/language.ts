import type { NamesIn } from '../problem';
import type { en } from './locales/en';

/** The messages of a language; what needs more than one form by number has one for each category of Intl.PluralRules. */
export type Message = string | Forms;
export type Forms = { readonly [Category in Intl.LDMLPluralRule]?: string } & { readonly other: string };

export type Key = keyof typeof en;

/** Every language has what English has. */
export type Messages = { readonly [K in Key]: (typeof en)[K] extends string ? string : Forms };

/** Where a context takes its words from. */
export interface Language {
  /** BCP 47, of the messages and of numbers and dates beside them: "de", "de-AT". */
  readonly locale: string;
  /** The text of a name as `flatten` makes them; empty where there is none. */
  readonly lookup: (name: string) => string;
}

/** Messages with one text a name, "people_one" and "people_other" for the forms of "people": as browser.i18n has them. */
export function flatten(messages: Readonly<Record<string, Message>>): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, message]) =>
      typeof message === 'string'
        ? [[key, message] as const]
        : Object.entries(message).map(([category, text]) => [`${key}_${category}`, text] as const),
    ),
  );
}

/** A language whose messages are at hand. */
export function languageOf(locale: string, messages: Messages): Language {
  const texts = flatten(messages);
  return { locale, lookup: (name) => texts.get(name) ?? '' };
}

type TextOf<K extends Key> = (typeof en)[K] extends infer M
  ? M extends string
    ? M
    : M extends { readonly other: infer Other extends string }
      ? Other | '{count}'
      : never
  : never;

export type NamesOf<K extends Key> = NamesIn<TextOf<K>>;

/** What a message wants to be filled in, by English: a number for `count`, by which its form is chosen. */
export type Filling<K extends Key, Value = string | number> = [NamesOf<K>] extends [never]
  ? []
  : [filling: { readonly [Name in NamesOf<K>]: Name extends 'count' ? number : Value }];
