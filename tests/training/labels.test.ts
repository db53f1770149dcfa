import { describe, expect, it } from 'vitest';
import { agreed, distribution, unusable } from '../../training/dataset/labels';
import { taggerAgreement } from '../../training/dataset/taggers';

describe('FER+ votes', () => {
  it('become a distribution in which single votes count half and unknown does not', () => {
    const target = distribution([6, 0, 1, 0, 0, 0, 0, 0, 3, 0])!;
    expect(target[0]).toBeCloseTo(6 / 6.5);
    expect(target[2]).toBeCloseTo(0.5 / 6.5);
    expect(target.reduce((a, b) => a + b)).toBeCloseTo(1);
  });

  it('give none where nobody named an expression', () => {
    expect(distribution([0, 0, 0, 0, 0, 0, 0, 0, 4, 6])).toBeUndefined();
  });

  it('agree only from the asked number of votes on', () => {
    expect(agreed([0, 0, 6, 4, 0, 0, 0, 0, 0, 0], 6)).toBe(2);
    expect(agreed([0, 0, 5, 5, 0, 0, 0, 0, 0, 0], 6)).toBeUndefined();
    expect(agreed([1, 0, 0, 0, 0, 0, 0, 0, 9, 0], 6)).toBeUndefined();
  });

  it('rule a picture out where it shows no face or nothing that can be named', () => {
    expect(unusable([0, 0, 0, 0, 0, 0, 0, 0, 0, 10])).toBe(true);
    expect(unusable([2, 0, 0, 1, 0, 0, 0, 0, 7, 0])).toBe(true);
    expect(unusable([4, 0, 0, 1, 0, 0, 0, 0, 5, 0])).toBe(false);
    expect(unusable([9, 0, 0, 0, 0, 0, 0, 0, 0, 1])).toBe(false);
  });

  it('tell how far one tagger agrees with the others', () => {
    const agreement = (votes: number[]) => taggerAgreement(Uint8Array.from(votes), [0]);
    expect(agreement([10, 0, 0, 0, 0, 0, 0, 0, 0, 0])).toBe(1);
    expect(agreement([9, 1, 0, 0, 0, 0, 0, 0, 0, 0])).toBeCloseTo(0.9);
    // Each of the ten meets four like itself among the others, and five who say the opposite.
    expect(agreement([5, 5, 0, 0, 0, 0, 0, 0, 0, 0])).toBe(0);
    // The one who sees no face agrees with nobody.
    expect(agreement([9, 0, 0, 0, 0, 0, 0, 0, 0, 1])).toBeCloseTo(0.9);
  });
});
