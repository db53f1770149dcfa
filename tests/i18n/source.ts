import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import ts from 'typescript';

export interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
}

/** The syntax trees of src, without the messages themselves. */
export function sources(): Source[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.split(sep).join('/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('src/i18n/locales/'))
    .map((path) => ({ path, tree: parse(path, readFileSync(path, 'utf8')) }));
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
}

export function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

/** What stands for one key or more in a tree: strings, and templates as patterns, in which what is filled in may be anything. */
export function keyPatterns(tree: ts.Node): RegExp[] {
  return [...nodes(tree)].flatMap((node) => {
    if (ts.isStringLiteralLike(node) && /^\w+$/.test(node.text)) return [new RegExp(`^${node.text}$`)];
    if (!ts.isTemplateExpression(node)) return [];
    const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
    return parts[0] && parts.every((part) => /^\w*$/.test(part)) ? [new RegExp(`^${parts.join('\\w+')}$`)] : [];
  });
}

/** Attributes of elements that people read or hear. */
const READ = /^(?:aria-(?:label|description|valuetext|placeholder|roledescription)|title|placeholder|alt|label|what)$/;

/** Sentences and words that stand in a component itself, in no language but one: text with letters, and attributes that are read. */
export function literalWords(tree: ts.Node): string[] {
  return [...nodes(tree)].flatMap((node) => {
    if (ts.isJsxText(node)) return withLetters(node.text);
    if (ts.isJsxAttribute(node) && READ.test(node.name.getText())) return written(node.initializer);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) return written(node.expression);
    return [];
  });
}

/** What an expression may say by itself: also as either branch of a condition, and around what is filled in. */
function written(node: ts.Node | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return withLetters(node.text);
  if (ts.isTemplateExpression(node))
    return withLetters([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' '));
  if (ts.isConditionalExpression(node)) return [...written(node.whenTrue), ...written(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...written(node.left), ...written(node.right)].filter(() => says(node));
  if (ts.isParenthesizedExpression(node) || ts.isJsxExpression(node)) return written(node.expression);
  return [];
}

/** `a === 'b'` compares and says nothing. */
function says({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  const { PlusToken, BarBarToken, QuestionQuestionToken, AmpersandAmpersandToken } = ts.SyntaxKind;
  return [PlusToken, BarBarToken, QuestionQuestionToken, AmpersandAmpersandToken].some((one) => one === kind);
}

/** The same in every language. */
const NAMES = /\b(?:Facet)\b/g;

function withLetters(text: string): string[] {
  return /\p{L}/u.test(text.replaceAll(NAMES, '')) ? [text.trim()] : [];
}

/** Half a dozen letters at least, three words, and an end: what one person writes to another. */
const SENTENCE = /\p{L}+[^\p{L}]+\p{L}+[^\p{L}]+\p{L}+.*[.!?…]$/u;

/** Sentences in one language, wherever they stand; not those of errors without a code, which say that something of ours is wrong. */
export function literalSentences(tree: ts.Node): string[] {
  return [...nodes(tree)].flatMap((node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return [];
    const text = ts.isTemplateExpression(node)
      ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('')
      : node.text;
    return SENTENCE.test(text) && !isForNobody(node.parent) ? [text] : [];
  });
}

/** Errors without a code, and what Chrome wants to be told of an offscreen document, which it shows to nobody. */
function isForNobody(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return node.name.getText() === 'justification';
  return ts.isNewExpression(node);
}
