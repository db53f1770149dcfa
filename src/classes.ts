import { EXPRESSIONS, type ExpressionStyle, SHARE_MEANING, STYLE } from './expressions';

/**
 * One of the things that a model tells apart: an expression that Facet knows, or a class of its maker's own. Plain data, sent
 * between contexts and kept with sessions; {@link styleOf} says how it is shown.
 */
export interface ModelClass {
  readonly name: string;
  /** "#rrggbb"; expressions that Facet knows have its own. */
  readonly color?: string;
  /** What a badge says after "appears", by language ("de"). */
  readonly words?: Readonly<Record<string, string>>;
  /** Of a model that the user brought: what it says is its own certainty, not a share of people. */
  readonly own?: true;
}

/** In the order of a model's outputs, which is the order of every reading's probabilities. */
export type Classes = readonly ModelClass[];

/** What the bundled model knows. */
export const KNOWN_CLASSES: Classes = EXPRESSIONS.map((name) => ({ name }));

/** How a class is shown. */
export interface ClassStyle extends Pick<ExpressionStyle, 'word' | 'color'> {
  readonly name: string;
  /** Whether Facet knows it as an expression, and has a drawn face for it. */
  readonly expression: (typeof EXPRESSIONS)[number] | null;
  /** null: nobody said where it lies between unpleasant and pleasant. */
  readonly valence: number | null;
}

/** The model's own words and colour for a class, or Facet's, or its name and some colour. */
export function styleOf({ name, color, words }: ModelClass): ClassStyle {
  const expression = EXPRESSIONS.find((known) => known === name) ?? null;
  const known = expression && STYLE[expression];
  return {
    name,
    expression,
    word: (words && inLanguage(words)) ?? known?.word ?? name,
    color: color ?? known?.color ?? colorFor(name.length),
    valence: known?.valence ?? null,
  };
}

/** By name; of a name that the model does not have, how it would be shown all the same. */
export function classNamed(classes: Classes, name: string): ModelClass {
  return classes.find((one) => one.name === name) ?? { name };
}

/** What the percentages of a model mean. */
export function meaningOf(classes: Classes): string {
  return classes.some(({ own }) => own) ? 'A percentage is how sure the model is of that.' : SHARE_MEANING;
}

/** Expected valence of a reading, −1 to 1: the mean of the classes' places; null where one of them has none. */
export function valenceOf(classes: Classes, probabilities: readonly number[]): number | null {
  let sum = 0;
  for (const [i, kind] of classes.entries()) {
    const { valence } = styleOf(kind);
    if (valence === null) return null;
    sum += (probabilities[i] ?? 0) * valence;
  }
  return sum;
}

/** In the browser's language, else in English. */
function inLanguage(words: Readonly<Record<string, string>>): string | undefined {
  const language = globalThis.navigator?.language ?? 'en';
  return words[language] ?? words[language.split('-')[0]!] ?? words.en;
}

/** Relative luminance from which on a colour has 3:1 on #1b1f24, and down from which on white (WCAG 2.2, 1.4.11). */
const DARKEST = 0.14;
const BRIGHTEST = 0.3;
/** Degrees from one hue to the next, so that any number of them lie far apart (the golden angle). */
const TURN = 137.508;

/** A colour that is seen on light and dark pages, another one for each number. */
export function colorFor(number: number): string {
  const hue = (25 + number * TURN) % 360;
  let [dark, light] = [0, 1];
  while (light - dark > 1 / 512) {
    const middle = (dark + light) / 2;
    if (luminance(rgb(hue, middle)) < 0.21) dark = middle;
    else light = middle;
  }
  return `#${rgb(hue, dark)
    .map((value) =>
      Math.round(255 * value)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Whether "#rrggbb" has at least 3:1 contrast on light and dark pages. */
export function isSeen(color: string): boolean {
  if (!/^#[\da-f]{6}$/i.test(color)) return false;
  const light = luminance([1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return light >= DARKEST && light <= BRIGHTEST;
}

/** Of a hue with saturation 0.55, each 0 to 1 (CSS Color 4, § 7.1). */
function rgb(hue: number, lightness: number): number[] {
  const reach = 0.55 * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((n) => {
    const k = (n + hue / 30) % 12;
    return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  });
}

function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
