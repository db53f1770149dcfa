import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesJson } from '../../scripts/build/locales';
import { type Forms, flatten, type Message } from '../../src/i18n/language';
import { LOCALES } from '../../src/i18n/locales/all';
import { en } from '../../src/i18n/locales/en';
import { keyPatterns, literalSentences, literalWords, parse, sources } from './source';

const ENGLISH: Readonly<Record<string, Message>> = en;
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
const texts = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));

describe.each(Object.entries(LOCALES))('%s', (_, language) => {
  const messages: Readonly<Record<string, Message>> = language;

  it('has every message, and no other', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(ENGLISH).sort());
    const empty = Object.entries(messages).filter(([, message]) => texts(message).some((text) => !text.trim()));
    expect(empty).toEqual([]);
  });

  it('fills in what English fills in', () => {
    // A form for one may name the one: "one person".
    const wanted = (message: Message) => [...new Set(texts(message).flatMap(names))].sort();
    const differing = Object.keys(ENGLISH).filter(
      (key) => wanted(messages[key]!).join() !== wanted(ENGLISH[key]!).join(),
    );
    expect(differing).toEqual([]);
    const short = Object.entries(messages).flatMap(([key, message]) => {
      const all = wanted(message).filter((name) => name !== 'count');
      return texts(message).flatMap((text) => (all.every((name) => names(text).includes(name)) ? [] : [key]));
    });
    expect(short).toEqual([]);
  });

  it('has the forms that its numbers take', () => {
    const rules = new Intl.PluralRules(language.language);
    // Larger numbers are not counted here: French has a form of its own from a million on.
    const needed = new Set(Array.from({ length: 10_000 }, (_, count) => rules.select(count)));
    const known = new Set<string>(rules.resolvedOptions().pluralCategories);
    const wrong = Object.entries(messages).flatMap(([key, message]) => {
      if (typeof message === 'string') return names(message).includes('count') ? [key] : [];
      const forms = Object.keys(message satisfies Forms);
      return [...needed].every((one) => forms.includes(one)) && forms.every((one) => known.has(one)) ? [] : [key];
    });
    expect(wrong).toEqual([]);
  });

  it('is written as Chrome reads it', () => {
    const json = messagesJson(language);
    const read: Record<string, { message: string }> = JSON.parse(json);
    expect(Object.keys(read)).toEqual([...flatten(messages).keys()]);
    expect(Object.keys(read).filter((name) => !/^[A-Za-z0-9_@]+$/.test(name))).toEqual([]);
    expect(read.extension_description!.message.length).toBeLessThanOrEqual(132);
    expect(read.extension_name!.message.length).toBeLessThanOrEqual(75);
  });
});

it('French: no line ends before its punctuation, nor within « »', () => {
  const all = Object.values(LOCALES.fr!).flatMap(texts).join('\n');
  expect(all.match(/.{20} [:;?!»]|«[^\u00a0].{20}/g)).toBeNull();
  expect(all.match(/\u00a0[:;?!»]/g)!.length).toBeGreaterThan(100);
  expect(LOCALES.fr!.session_title, 'other spaces are left').toContain(', ');
});

describe('the code', () => {
  const code = sources();

  it('says every message somewhere', () => {
    const manifest = [...readFileSync('manifest.json', 'utf8').matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key!);
    const used = new Set(manifest);
    const patterns = code.flatMap(({ tree }) => keyPatterns(tree));
    const single = new Set(patterns.map(String));
    const open = patterns.filter((pattern) => String(pattern).includes('\\w+'));
    const unused = Object.keys(ENGLISH).filter(
      (key) => !used.has(key) && !single.has(`/^${key}$/`) && !open.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
    expect(manifest.filter((key) => !(key in ENGLISH))).toEqual([]);
  });

  it('holds no sentences beside the messages, but of faults that nobody foresaw', () => {
    const found = code
      .filter(({ path }) => !ENGLISH_ALONE.some((start) => path.startsWith(start)))
      .flatMap(({ path, tree }) => literalSentences(tree).map((words) => `${path}: ${words}`));
    expect(found).toEqual([]);
  });

  it('holds no words of its own in what it shows', () => {
    const found = code
      .filter(({ path }) => TRANSLATED.some((folder) => path.startsWith(folder)))
      .flatMap(({ path, tree }) => literalWords(tree).map((words) => `${path}: ${words}`));
    expect(found).toEqual([]);
  });
});

/** Folders whose words are seen by people. */
const TRANSLATED = ['src/popup/', 'src/ui/', 'src/welcome/', 'src/options/', 'src/content/', 'src/background/'];

/** English for a reason: the messages' own, what tools print, what exports explain, and why kernels leave a network to tfjs. */
const ENGLISH_ALONE = [
  'src/problems.ts',
  'src/session/columns.ts',
  'src/expressions.ts',
  'src/classes.ts',
  'src/engine/kernels/',
];

describe('the search for words', () => {
  it.each([
    ['<p>Read this</p>', ['Read this']],
    ['<p>{t("key")} · {1}</p>', []],
    ['<p>{busy ? "Cancel" : t("key")}</p>', ['Cancel']],
    ['<p>{busy && "Busy"}</p>', ['Busy']],
    ['<p>{kind === "busy" && t("key")}</p>', []],
    [`<p>{\`\${count} faces\`}</p>`, ['faces']],
    ['<b title="Options" class="quiet" />', ['Options']],
    [`<b aria-label={\`Read \${name}\`} />`, ['Read']],
    ['<img alt="" src="a.png" />', []],
  ])('%s', (code, words) => expect(literalWords(parse('a.tsx', `const a = ${code};`))).toEqual(words));
});

describe('the search for sentences', () => {
  it.each([
    ["{ message: 'The engine could not start.' }", ['The engine could not start.']],
    [`\`“\${name}” is empty: choose another file.\``, ['“” is empty: choose another file.']],
    ["t('start_engine')", []],
    ["'Ctrl + B'", []],
    ["report('loading the engine', error)", []],
    ["new Error('One pull at a time.')", []],
  ])('%s', (code, words) => expect(literalSentences(parse('a.ts', `const a = ${code};`))).toEqual(words));
});
