import { describe, expect, it } from 'vitest';
import { colorFor, isSeen, KNOWN_CLASSES, styleOf, valenceOf } from '../../src/classes';

describe('classes of one’s own', () => {
  it('get colours that are seen on light and dark pages, far apart from each other', () => {
    const colours = Array.from({ length: 30 }, (_, i) => colorFor(i));
    expect(colours.filter((colour) => !isSeen(colour))).toEqual([]);
    expect(new Set(colours).size).toBe(30);
  });

  it('tell colours that are seen from those that are not', () => {
    expect(['#000000', '#ffffff', 'red', '#12345', '#ffff00'].filter(isSeen)).toEqual([]);
    expect(KNOWN_CLASSES.map((kind) => styleOf(kind).color).filter((colour) => !isSeen(colour))).toEqual([]);
  });

  it('are called as their model says, in English where it has no other word', () => {
    expect(styleOf({ name: 'asleep', words: { en: 'dozing', xx: 'zz' } }).word).toBe('dozing');
    expect(styleOf({ name: 'asleep', words: { xx: 'zz' } }).word).toBe('asleep');
    expect(styleOf({ name: 'happiness' }).word).toBe('happy');
  });

  it('have a valence only where all of them have a place', () => {
    expect(valenceOf(KNOWN_CLASSES, [0, 1, 0, 0, 0, 0, 0, 0])).toBeCloseTo(0.9);
    expect(valenceOf([{ name: 'happiness' }, { name: 'asleep' }], [1, 0])).toBeNull();
  });
});
