import { afterEach, describe, expect, it } from 'vitest';
import { number, percent } from '../../src/i18n/format';
import { languageOf } from '../../src/i18n/language';
import { LOCALES } from '../../src/i18n/locales/all';
import { en } from '../../src/i18n/locales/en';
import { parts, speak, t } from '../../src/i18n/t';
import { bytes, duration, when } from '../../src/ui/times';

const say = (folder: string, locale = folder.replace('_', '-')) => speak(languageOf(locale, LOCALES[folder]!));

afterEach(() => speak(languageOf('en-GB', en)));

describe('a message', () => {
  it('is filled in, whatever is filled in', () => {
    expect(t('exclude_name', { name: 'Ann' })).toBe('Don’t read: Ann');
    expect(t('exclude_name', { name: '{name} $1 $&' })).toBe('Don’t read: {name} $1 $&');
  });

  it('takes the form that its number has in the language', () => {
    const count = (of: number) => t('faces', { count: of });
    expect([0, 1, 2, 1200].map(count)).toEqual(['0 faces', '1 face', '2 faces', '1,200 faces']);
    say('de');
    expect([0, 1, 1200].map(count)).toEqual(['0 Gesichter', '1 Gesicht', '1.200 Gesichter']);
    say('fr');
    expect([0, 1, 2, 1_000_000].map(count)).toEqual([
      '0 visage lu',
      '1 visage lu',
      '2 visages lus',
      '1 000 000 visages lus'.replaceAll(/(?<=\d) (?=\d)/g, '\u202f'),
    ]);
    say('ja');
    expect([1, 2].map(count)).toEqual(['1 人の顔', '2 人の顔']);
  });

  it('keeps what is more than text', () => {
    const name = { bold: 'Ann' };
    expect(parts('exclude_name', { name })).toEqual(['Don’t read: ', name, '']);
  });
});

describe('numbers and times', () => {
  it('are written as the language writes them', () => {
    const noon = new Date(2026, 10, 21, 14, 5).getTime();
    const all = () => [percent(81.25, 1), number(0.5), bytes(640_000), bytes(12_300_000), duration(65 * 60_000)];
    expect(all()).toEqual(['81.3\u00a0%', '0.5', '640 kB', '12 MB', '1 h 05 min']);
    expect(when(noon, noon)).toBe('today 14:05');
    say('de');
    expect(all()).toEqual(['81,3\u00a0%', '0,5', '640 kB', '12 MB', '1 h 05 min']);
    expect(when(noon, noon)).toBe('heute, 14:05');
    expect(when(noon, noon + 86_400_000)).toBe('Sa., 21. Nov. 2026, 14:05');
    say('en', 'en-US');
    expect(when(noon, noon)).toMatch(/^today 02:05.PM$/);
  });
});
