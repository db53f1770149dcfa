import { describe, expect, it } from 'vitest';
import { inReadingOrder, suppressDoubles } from '../../src/engine/suppression';
import type { DetectedFace } from '../../src/engine/types';
import { faceAt } from './faces';

/** All are faces. */
const suppress = (faces: readonly DetectedFace[]) => suppressDoubles(faces, async (face) => face);

describe('suppressDoubles', () => {
  it('keeps the surest of boxes on one face', async () => {
    const sure = faceAt(0.5, 0.5, 0.1, 0.9);
    const doubles = [faceAt(0.51, 0.5, 0.11, 0.8), sure, faceAt(0.5, 0.49, 0.1, 0.6)];
    expect(await suppress(doubles)).toEqual([sure]);
  });

  it('takes a small box within a large one for the same face', async () => {
    expect(await suppress([faceAt(0.5, 0.5, 0.4, 0.9), faceAt(0.52, 0.55, 0.1, 0.7)])).toHaveLength(1);
  });

  it('keeps neighbours whose boxes touch or overlap a little', async () => {
    expect(await suppress([faceAt(0.4, 0.5, 0.1), faceAt(0.47, 0.5, 0.1), faceAt(0.4, 0.6, 0.1)])).toHaveLength(3);
  });

  it('lets no box that is confirmed as no face take the place of one that is', async () => {
    const [fold, small] = [faceAt(0.5, 0.5, 0.4, 0.9), faceAt(0.52, 0.55, 0.1, 0.7)];
    expect(await suppressDoubles([fold, small], async (face) => (face === fold ? null : face))).toEqual([small]);
  });

  it('keeps each face as it was confirmed, once', async () => {
    const better = faceAt(0.5, 0.52, 0.12, 0.95);
    const faces = [faceAt(0.5, 0.5, 0.1, 0.9), faceAt(0.51, 0.5, 0.1, 0.8), faceAt(0.8, 0.8, 0.1, 0.7)];
    expect(await suppressDoubles(faces, async () => better)).toEqual([better]);
  });

  it('keeps a face beside one that was itself left out', async () => {
    const chain = [faceAt(0.4, 0.5, 0.1, 0.9), faceAt(0.44, 0.5, 0.1, 0.8), faceAt(0.48, 0.5, 0.1, 0.7)];
    expect(await suppress(chain)).toEqual([chain[0], chain[2]]);
  });
});

describe('inReadingOrder', () => {
  it('goes row by row, from left to right, along rows that are not quite level', () => {
    const [a, b, c] = [faceAt(0.2, 0.22), faceAt(0.5, 0.18), faceAt(0.8, 0.2)];
    const [d, e] = [faceAt(0.3, 0.71), faceAt(0.6, 0.67)];
    expect(inReadingOrder([e, c, a, d, b])).toEqual([a, b, c, d, e]);
  });
});
