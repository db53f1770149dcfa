/** The recipes that there are, by name. */

import { adopted } from './adopted';
import { classic } from './classic';
import { compact } from './compact';
import { distilled } from './distilled';
import { finetune } from './finetune';
import { heir } from './heir';
import { matched } from './matched';
import { mirrored } from './mirrored';
import { own } from './own';
import { plain } from './plain';
import type { Recipe } from './recipe';
import { smooth } from './smooth';
import { tutored } from './tutored';
import { wide } from './wide';

/** By name; `npm run train -- --recipe NAME --show` prints one whole. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  plain,
  compact,
  wide,
  distilled,
  mirrored,
  smooth,
  matched,
  tutored,
  adopted,
  heir,
  own,
  classic,
  finetune,
};

/** @throws Error listing the recipes there are */
export function recipe(name: string): Recipe {
  const found = RECIPES[name];
  if (!found) throw new Error(`There is no recipe "${name}". There are: ${Object.keys(RECIPES).join(', ')}.`);
  return found;
}
