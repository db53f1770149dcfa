import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readName } from '../../src/sites/name';
import { withVisibleMarks } from '../../src/sites/visible-marks';
import { cases } from '../cases';

describe('names with characters that show nothing', () => {
  it.each([
    ['Ann\u200bLee', 'Ann‹200B›Lee'],
    ['A\u3164nn', 'A‹3164›nn'],
    ['Ann\u2060\u00ad', 'Ann‹2060›‹00AD›'],
    ['Ann\u{e0041}', 'Ann‹E0041›'],
    ['A\ufe0fnn', 'A‹FE0F›nn'],
    ['A\u200dnn', 'A‹200D›nn'],
    ['1\ufe0f', '1‹FE0F›'],
    ['\u2800Ann', '‹2800›Ann'],
    ['Ann\ufffc', 'Ann‹FFFC›'],
    ['Ann\u{13442}', 'Ann‹13442›'],
    ['A\u{16fe4}nn', 'A‹16FE4›nn'],
    [`A${'\u0301'.repeat(6)}nn`, `A${'\u0301'.repeat(4)}‹0301›‹0301›nn`],
  ])('shows %j as %s', (name, shown) => {
    expect(readName(name).name).toBe(shown);
  });

  it.each([
    'Ann Lee',
    'Zoë 👩‍💻',
    'Zoë 👩🏽‍🚀',
    '❤️ Mia',
    '1️⃣ Ben',
    '🏴󠁧󠁢󠁳󠁣󠁴󠁿 Ewan',
    'علی‌رضا',
    'क्‍ष',
    '山田 太郎',
    'Nguyễn Văn An'.normalize('NFD'),
    'שׁ\u05bc\u05b8\u0591לום',
    'น้ำผึ้ง',
    'Nguyễn Văn An',
    '👨‍👩‍👧‍👦',
  ])('leaves %s alone', (name) => {
    expect(withVisibleMarks(name)).toBe(name);
  });

  it('is no name where nothing shows at all', () => {
    for (const blank of ['\u3164', '\u200b\u200b', '\u2800 \u2800', '\ufeff', '\ufffc', '\u{1d159}'])
      expect(readName(blank).name).toBeNull();
  });

  it('keeps different names different, and shows only once what was shown already', () => {
    const name = fc.string({
      unit: fc.constantFrom(...'Ann e\u200b\u200c\u200d\ufe0f\u3164\u00ad\u2060❤👩'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(name, name, (one, other) => {
        if (one !== other) expect(withVisibleMarks(one)).not.toBe(withVisibleMarks(other));
        expect(withVisibleMarks(withVisibleMarks(one))).toBe(withVisibleMarks(one));
      }),
      cases(300),
    );
  });

  it('takes a long text in no time', () => {
    const began = performance.now();
    withVisibleMarks('\u200b'.repeat(100_000) + '\u{1f3f4}'.repeat(50_000));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
