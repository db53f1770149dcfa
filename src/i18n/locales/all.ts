import type { Messages } from '../language';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { ja } from './ja';
import { pt } from './pt';
import { zh } from './zh';

/** By the folder's name in `_locales`. Portuguese is Brazil's, and better than English in Portugal too. */
export const LOCALES: Readonly<Record<string, Messages>> = {
  en,
  de,
  fr,
  es,
  pt_BR: pt,
  pt_PT: pt,
  ja,
  zh_CN: zh,
};
