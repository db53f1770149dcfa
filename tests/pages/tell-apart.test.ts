import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixedScripts, numbersApart, skeleton, withNumber } from '../../src/tell-apart';
import { cases } from '../cases';

describe('people whose names look alike', () => {
  it.each([
    ['called the same', ['Ann', 'Bob', 'Ann'], [1, null, 2]],
    ['Latin and Cyrillic', ['Аnn', 'Ann'], [1, 2]],
    ['all Cyrillic and all Latin', ['Соре', 'Cope'], [1, 2]],
    ['Greek', ['Αννα', 'Avva'], [1, 2]],
    ['I, l and 1', ['Ilya', 'llya', '1lya'], [1, 2, 3]],
    ['accents made of two characters', ['Zoe\u0308', 'Zoë'], [1, 2]],
    ['full width', ['Ａｎｎ', 'Ann'], [1, 2]],
    ['mathematical letters', ['𝐀𝗇𝚗', 'Ann'], [1, 2]],
    ['Armenian', ['Հոո', 'Հnn'], [1, 2]],
    ['Cherokee', ['ᎪᏞᎬᎠ', 'ALED'], [1, 2]],
    ['Lisu and Coptic', ['ꓮꓠꓠ', 'ANN', 'AⲚⲚ'], [1, 2, 3]],
    ['the palochka', ['Aӏӏa', 'Alla'], [1, 2]],
    ['a dot on what has one', ['Ali\u0307', 'Ali', 'Alı\u0307', 'Alі\u0307'], [1, 2, 3, 4]],
    ['two v', ['Mavv', 'Maw'], [1, 2]],
    [
      'a joiner of graphemes, and selectors of variants',
      ['An\u034fn', 'Ann\ufe00', 'Ann\u{e0101}', 'Ann'],
      [1, 2, 3, 4],
    ],
    ['somebody has the number in their name', ['Ana', 'Ana', 'Ana (2)', 'Ana'], [1, 3, null, 4]],
    ['somebody has it in letters that look so', ['Ana (l)', 'Аna', 'Ana', 'Ana (2)'], [null, 3, 4, null]],
    ['two have the number in their name', ['Ana (1)', 'Ana', 'Ana (1)', 'Ana'], [1, 2, 2, 3]],
    ['other people', ['Ann', 'Anna', 'Zoë', 'Zoe'], [null, null, null, null]],
  ])('are numbered: %s', (_, names, numbers) => {
    expect(numbersApart(names)).toEqual(numbers);
  });

  it('are never two of the same on screen', () => {
    const letter = fc.constantFrom(...'AaАаΑlI1oоО0rnm \u200b', ' (1)', ' (l)', ' (2)');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: letter, minLength: 1, maxLength: 4 }), { maxLength: 12 }), (names) => {
        const shown = numbersApart(names).map((number, i) =>
          skeleton(number === null ? names[i]! : withNumber(names[i]!, number)),
        );
        expect(new Set(shown).size).toBe(names.length);
      }),
      cases(300),
    );
  });

  it.each([
    ['Аnn Lee', ['Latn', 'Cyrl']],
    ['Ann Ли', []],
    ['Анна', []],
    ['山田 Ken', []],
    ['Zoë', []],
  ])('says which scripts a word of %s mixes: %j', (name, scripts) => {
    expect(mixedScripts(name)).toEqual(scripts);
  });
});
