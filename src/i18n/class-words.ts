import { type Classes, type ModelClass, styleOf } from '../classes';
import { type Expression, wholePercent } from '../expressions';
import { percent } from './format';
import { locale, t } from './t';

/** What a class is called after "appears": the words that its maker gave it in the user's language, or Facet's own. */
export function wordOf(kind: ModelClass): string {
  const expression = knownAs(kind);
  return expression ? t(`word_${expression}`) : ownWord(kind);
}

/** What the bar of a class is called: "happiness". */
export function nameOf(kind: ModelClass): string {
  const expression = knownAs(kind);
  return expression ? t(`expression_${expression}`) : ownWord(kind);
}

/** "appears happy": of an expression, never of a feeling. */
export function appears(kind: ModelClass): string {
  const expression = knownAs(kind);
  return expression ? t(`appears_${expression}`) : t('appears_own', { word: ownWord(kind) });
}

/** "appear happy", before a number of faces. */
export function appear(kind: ModelClass): string {
  const expression = knownAs(kind);
  return expression ? t(`appear_${expression}`) : t('appear_own', { word: ownWord(kind) });
}

/** "7 of 10 people would say happy"; neither none nor all, nobody asked them. "72 % sure: bored" of a model of the user's own. */
export function shareWords(kind: ModelClass, probability: number): string {
  const word = wordOf(kind);
  if (kind.own) return t('share_own', { share: percent(wholePercent(probability)), word });
  const count = Math.round(10 * probability);
  if (count < 1) return t('share_few', { word });
  return count > 9 ? t('share_most', { word }) : t('share_some', { count, word });
}

/** What the percentages of a model mean. */
export function meaningOf(classes: Classes): string {
  return classes.some(({ own }) => own) ? t('share_meaningOwn') : t('share_meaning');
}

/** null: Facet has no words for it, or its maker has others. */
function knownAs(kind: ModelClass): Expression | null {
  return kind.words ? null : styleOf(kind).expression;
}

function ownWord({ name, words = {} }: ModelClass): string {
  const language = locale();
  return words[language] ?? words[language.split('-')[0]!] ?? words.en ?? name;
}
