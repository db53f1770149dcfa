import { describe, expect, it } from 'vitest';
import { FER2013_GEOMETRY } from '../../src/engine/align';
import { parseModelMetadata } from '../../src/engine/model-metadata';
import { goodMetadata } from './tiny-model';

describe('parseModelMetadata', () => {
  it('reads what training writes', () => {
    expect(parseModelMetadata({ ...goodMetadata, crop: { eyeCentre: [0.5, 0.45], eyeDistance: 0.35 } })).toMatchObject({
      version: 'test',
      labels: goodMetadata.labels,
      crop: { eyeCentre: [0.5, 0.45], eyeDistance: 0.35 },
    });
  });

  it.each([[undefined], [{}]])('takes the geometry of FER2013 where crop is %o', (crop) => {
    expect(parseModelMetadata({ ...goodMetadata, crop }).crop).toEqual(FER2013_GEOMETRY);
  });

  it.each([
    ['not an expression model of Facet', null],
    ['not an expression model of Facet', { ...goodMetadata, format: 'other' }],
    ['its format is 2, and this version of Facet reads 1', { ...goodMetadata, formatVersion: 2 }],
    ['does not say its version', { ...goodMetadata, version: '' }],
    ['which expressions it knows', { ...goodMetadata, labels: 'neutral' }],
    ['does not know its expression "boredom"', { ...goodMetadata, labels: ['neutral', 'boredom'] }],
    ['names an expression twice', { ...goodMetadata, labels: ['neutral', 'anger', 'neutral'] }],
    ['wants another input', { ...goodMetadata, input: { ...goodMetadata.input, side: 64 } }],
    ['wants another input', { ...goodMetadata, input: { ...goodMetadata.input, mean: 0 } }],
    ['where the eyes belong', { ...goodMetadata, crop: { eyeCentre: [0.5], eyeDistance: 0.4 } }],
    ['where the eyes belong', { ...goodMetadata, crop: { eyeCentre: [0.5, 0.4], eyeDistance: 4 } }],
    ['where the eyes belong', { ...goodMetadata, crop: 7 }],
  ])('says "…%s…" and what to do', (why, metadata) => {
    expect(() => parseModelMetadata(metadata)).toThrow(why);
    expect(() => parseModelMetadata(metadata)).toThrow(/Install Facet again/);
  });
});
