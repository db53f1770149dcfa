/** Names that data sets of faces give their classes, and the expressions that they mean. Pure. */
import { EXPRESSIONS, type Expression } from '../../src/expressions';

/** FER2013, FER+, CK+, RAF-DB, AffectNet, and the two-letter codes of JAFFE and KDEF. */
const SYNONYMS: Readonly<Record<Expression, readonly string[]>> = {
  neutral: ['neutrality', 'ne'],
  happiness: ['happy', 'joy', 'joyful', 'smile', 'smiling', 'ha'],
  surprise: ['surprised', 'suprise', 'astonishment', 'su'],
  sadness: ['sad', 'sorrow', 'sa'],
  anger: ['angry', 'an'],
  disgust: ['disgusted', 'di'],
  fear: ['fearful', 'afraid', 'scared', 'fe', 'af'],
  contempt: ['contemptuous', 'scorn'],
};

const MEANING = new Map(EXPRESSIONS.flatMap((name) => [name, ...SYNONYMS[name]].map((word) => [word, name] as const)));

/** The expression that a name such as "Happy", "3_happiness" or "sad (120)" means; undefined for any other word. */
export function expressionNamed(label: string): Expression | undefined {
  return MEANING.get(label.toLowerCase().replace(/[^a-z]/g, ''));
}
