import { describe, expect, it } from 'vitest';
import { SteadyNames } from '../../src/content/steady-names';

/** What is shown after each scan, one every half second. */
function shown(...seen: (string | null)[]): (string | null)[] {
  const names = new SteadyNames();
  return seen.map((name, i) => names.of(1, name, i * 500));
}

describe('a name', () => {
  it('is shown at once, and stays while the page hides it', () => {
    expect(shown('Ann', null, 'Ann')).toEqual(['Ann', 'Ann', 'Ann']);
  });

  it('is replaced by another only when that one stays', () => {
    expect(shown('Ann', 'Ann B', 'Ann B', 'Ann B', 'Ann B')).toEqual(['Ann', 'Ann', 'Ann', 'Ann', 'Ann B']);
    expect(shown('Ann', 'Reconnecting soon', 'Ann', 'Ann', 'Ann', 'Ann')).toEqual(Array(6).fill('Ann'));
  });

  it('is none where the text keeps changing, and none until it has stood for long', () => {
    const captions = ['so', 'so what', 'what I', 'I meant', 'meant is', 'is this'];
    expect(shown(...captions).at(-1)).toBeNull();
    const after = shown(...captions, ...Array(21).fill('Ann'));
    expect(after.at(-3)).toBeNull();
    expect(after.at(-1)).toBe('Ann');
  });

  it('is each person’s own', () => {
    const names = new SteadyNames();
    expect([names.of(1, 'Ann', 0), names.of(2, 'Bob', 0), names.of(1, null, 500)]).toEqual(['Ann', 'Bob', 'Ann']);
  });
});
