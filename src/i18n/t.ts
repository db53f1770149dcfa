import type { Filling, Key, Language } from './language';

/** What is spoken in this context (page, content script, service worker), and Intl's rules for it. */
interface Spoken extends Language {
  readonly plurals: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
}

let spoken: Spoken | null = null;

/** Sets the language of this context: once, before anything is said. */
export function speak(language: Language): void {
  const { locale } = language;
  spoken = { ...language, plurals: new Intl.PluralRules(locale), numbers: new Intl.NumberFormat(locale) };
}

function now(): Spoken {
  if (!spoken) throw new Error('No language is set here: the context’s first import is i18n/browser or i18n/page.');
  return spoken;
}

/** The language of this context, BCP 47: for Intl and `lang`. */
export function locale(): string {
  return now().locale;
}

/** A message in the user's language, with its names in braces filled in; numbers are written as the language does. */
export function t<K extends Key>(key: K, ...[filling]: Filling<K>): string {
  return fill(textOf(key, filling), filling ?? {}).join('');
}

/** As `t`, for what is more than text: the parts of the message in its order, with what is filled in between them. */
export function parts<K extends Key, Node>(
  key: K,
  ...[filling]: Filling<K, Node | string | number>
): (string | Node)[] {
  return fill(textOf(key, filling), (filling ?? {}) as Record<string, Node>);
}

function textOf(key: string, filling: { readonly count?: unknown } | undefined): string {
  const { lookup, plurals } = now();
  const count = filling?.count;
  if (typeof count !== 'number') return lookup(key);
  return lookup(`${key}_${plurals.select(count)}`) || lookup(`${key}_other`);
}

function fill<Node>(text: string, filling: Readonly<Record<string, Node>>): (string | Node)[] {
  return text.split(/\{(\w+)\}/).map((part, i) => {
    if (i % 2 === 0) return part;
    const value = filling[part];
    return typeof value === 'number' ? now().numbers.format(value) : (value ?? '');
  });
}
