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

  it('has classes of anybody’s own, with colours and words where they are given', () => {
    const { classes } = parseModelMetadata({
      ...goodMetadata,
      labels: ['bored', 'happiness', 'constructor'],
      colors: { happiness: '#8f63e0' },
      words: { bored: { de: 'gelangweilt' } },
    });
    expect(classes).toEqual([
      { name: 'bored', color: expect.stringMatching(/^#[\da-f]{6}$/), words: { de: 'gelangweilt' } },
      { name: 'happiness', color: '#8f63e0' },
      { name: 'constructor', color: expect.stringMatching(/^#[\da-f]{6}$/) },
    ]);
    expect(classes[0]!.color).not.toBe(classes[2]!.color);
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
    ['"" is no name of a class', { ...goodMetadata, labels: ['neutral', ''] }],
    ['is no name of a class', { ...goodMetadata, labels: ['neutral', 'a\nb'] }],
    ['is no name of a class', { ...goodMetadata, labels: ['neutral', 'x'.repeat(41)] }],
    ['is no name of a class', { ...goodMetadata, labels: ['neutral', 7] }],
    ['“Unsure” is what Facet itself says', { ...goodMetadata, labels: ['neutral', 'Unsure'] }],
    ['31 classes', { ...goodMetadata, labels: Array.from({ length: 31 }, (_, i) => `c${i}`) }],
    ['the colour "#ffffff" of “a”', { ...goodMetadata, labels: ['a', 'b'], colors: { a: '#ffffff' } }],
    ['the colour "url(x)" of “a”', { ...goodMetadata, labels: ['a', 'b'], colors: { a: 'url(x)' } }],
    ['its words for “a”', { ...goodMetadata, labels: ['a', 'b'], words: { a: { de: '' } } }],
    ['its words for “a”', { ...goodMetadata, labels: ['a', 'b'], words: { a: 'x' } }],
    ['colours or words', { ...goodMetadata, labels: ['a', 'b'], words: 7 }],
    ['names a class twice', { ...goodMetadata, labels: ['neutral', 'anger', 'neutral'] }],
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
