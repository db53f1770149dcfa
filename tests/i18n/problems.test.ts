import { afterAll, describe, expect, it } from 'vitest';
import { languageOf } from '../../src/i18n/language';
import { LOCALES } from '../../src/i18n/locales/all';
import { en } from '../../src/i18n/locales/en';
import { errorWords, problemWords } from '../../src/i18n/problem-words';
import { speak } from '../../src/i18n/t';
import { Failure, type Problem, problemOf } from '../../src/problem';
import { PROBLEMS } from '../../src/problems';

const EMPTY: Problem = { code: 'file_empty', name: 'a.png' };
const texts = (of: string | Readonly<Record<string, string>>) => (typeof of === 'string' ? [of] : Object.values(of));

/** Every problem, filled in with what its English sentence asks for. */
const ALL = Object.entries(PROBLEMS).map(([code, text]) => {
  const names = texts(text).flatMap((one) => [...one.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!));
  const value = (name: string) => (name === 'why' ? EMPTY : name === 'count' ? 3 : `<${name}>`);
  return { code, ...Object.fromEntries(names.map((name) => [name, value(name)])) } as Problem;
});

afterAll(() => speak(languageOf('en-GB', en)));

describe.each(Object.entries(LOCALES))('a problem in %s', (folder, messages) => {
  it.runIf(folder !== 'en')('has words of its own', () => {
    const same = Object.entries(PROBLEMS).filter(([code, text]) => messages[code as keyof typeof PROBLEMS] === text);
    expect(same).toEqual([]);
  });

  it.each(ALL)('$code', (problem) => {
    speak(languageOf(messages.language, messages));
    const words = problemWords(problem);
    expect(words).not.toMatch(/[{}]|undefined|\[object/);
    for (const [name, value] of Object.entries(problem))
      if (name !== 'code') expect(words).toContain(typeof value === 'object' ? problemWords(value) : String(value));
  });
});

describe('what was thrown', () => {
  it('says in English, for logs, what the page says in the user’s language', () => {
    const failure = new Failure({ code: 'start_engine', why: EMPTY }, { cause: 7 });
    expect(failure.message).toBe('The engine could not be started: “a.png” is empty: choose another file.');
    expect(failure.cause).toBe(7);
    speak(languageOf('de', LOCALES.de!));
    expect(errorWords(failure)).toBe(
      'Das Programm zum Lesen konnte nicht gestartet werden: „a.png“ ist leer: Wählen Sie eine andere Datei.',
    );
    speak(languageOf('en-GB', en));
  });

  it('goes between contexts, as plain data', () => {
    const { problem } = new Failure({ code: 'page_tooMany', count: 1, people: 1000, letters: 300 });
    const arrived: Problem = JSON.parse(JSON.stringify(problem));
    expect(problemWords(arrived)).toBe(
      '1 of the people on this page is not read: Facet takes at the most 1,000, each once and with a name of at the most 300 letters.',
    );
  });

  it.each([
    [new Error('the lens fell off'), 'the lens fell off'],
    ['a word', 'a word'],
    [null, 'null'],
    [new TypeError(), 'TypeError'],
  ])('is named even where nobody foresaw it: %s', (thrown, what) => {
    expect(problemOf(thrown)).toEqual({ code: 'unexpected', what });
    expect(errorWords(thrown)).toMatch(`(${what})`);
  });
});
