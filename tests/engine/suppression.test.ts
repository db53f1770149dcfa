import { describe, expect, it } from 'vitest';
import { inReadingOrder, suppressDoubles } from '../../src/engine/suppression';
import { faceAt } from './faces';

describe('suppressDoubles', () => {
  it('keeps the surest of boxes on one face', () => {
    const sure = faceAt(0.5, 0.5, 0.1, 0.9);
    const doubles = [faceAt(0.51, 0.5, 0.11, 0.8), sure, faceAt(0.5, 0.49, 0.1, 0.6)];
    expect(suppressDoubles(doubles)).toEqual([sure]);
  });

  it('takes a small box within a large one for the same face', () => {
    expect(suppressDoubles([faceAt(0.5, 0.5, 0.4, 0.9), faceAt(0.52, 0.55, 0.1, 0.7)])).toHaveLength(1);
  });

  it('keeps neighbours whose boxes touch or overlap a little', () => {
    expect(suppressDoubles([faceAt(0.4, 0.5, 0.1), faceAt(0.47, 0.5, 0.1), faceAt(0.4, 0.6, 0.1)])).toHaveLength(3);
  });

  it('keeps a face beside one that was itself left out', () => {
    const chain = [faceAt(0.4, 0.5, 0.1, 0.9), faceAt(0.44, 0.5, 0.1, 0.8), faceAt(0.48, 0.5, 0.1, 0.7)];
    expect(suppressDoubles(chain)).toEqual([chain[0], chain[2]]);
  });
});

describe('inReadingOrder', () => {
  it('goes row by row, from left to right, along rows that are not quite level', () => {
    const [a, b, c] = [faceAt(0.2, 0.22), faceAt(0.5, 0.18), faceAt(0.8, 0.2)];
    const [d, e] = [faceAt(0.3, 0.71), faceAt(0.6, 0.67)];
    expect(inReadingOrder([e, c, a, d, b])).toEqual([a, b, c, d, e]);
  });
});
