import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renewed } from '../../training/commands/card';
import { type CardSources, withMeasuredPart } from '../../training/evaluation/card';
import type { EvaluationFile } from '../../training/evaluation/report';
import type { TrainedModelMetadata } from '../../training/export/trained-metadata';

const models = join(import.meta.dirname, '../../models');
const read = (path: string): unknown => JSON.parse(readFileSync(join(models, path), 'utf8'));
const evaluation = read('evaluation/evaluation.json') as EvaluationFile;
const metadata = (read('emotion/model.json') as { userDefinedMetadata: TrainedModelMetadata }).userDefinedMetadata;

describe('the model card', () => {
  it('says what the files beside it say: hashes, numbers, how they were made', () => {
    const { before, after } = renewed(models);
    expect(before, 'run: npm run card').toBe(after);
  });

  it('is about the same measurement as the model itself, which the options page shows', () => {
    const of = (id: string) => evaluation.measured.find((measured) => measured.id === id)!;
    expect(metadata.measured.ferplusPictures).toBe(of('ferplus').count);
    expect(metadata.measured.ferplusAccuracy).toBeCloseTo(of('ferplus').accuracy, 3);
    expect(metadata.measured.ferplusMacroF1).toBeCloseTo(of('ferplus').macroF1, 2);
    expect(metadata.measured.fer2013Accuracy).toBeCloseTo(of('fer2013').accuracy, 3);
    expect(metadata.version).toBe(evaluation.subject.split(' ')[1]);
  });
});

describe('writing the card', () => {
  const card = 'above\n<!-- measured: written by "npm run card", do not edit -->\nold\n<!-- /measured -->\nbelow\n';
  const sources: CardSources = {
    metadata,
    evaluation: { ...evaluation, files: { 'model.json': 'aa' } },
    files: [{ path: 'emotion/model.json', bytes: 12345, sha256: 'aa' }],
    geometry: {
      model: 'another',
      weights: 'cc',
      command: 'measure',
      commit: 'abc',
      pictures: 101,
      found: 100,
      rightAsTheyAre: 80,
      rightAligned: 85,
      onlyAsTheyAre: 2,
      onlyAligned: 7,
    },
  };

  it('replaces what was measured and leaves the rest', () => {
    const written = withMeasuredPart(card, sources);
    expect(written).toMatch(/^above\n/);
    expect(written).toMatch(/\nbelow\n$/);
    expect(written).not.toContain('\nold\n');
    expect(written).toContain('| `emotion/model.json` | 12345 | `aa` |');
    expect(withMeasuredPart(written, sources)).toBe(written);
  });

  it('gives the gain of cropping with its interval, and says so where other weights had it', () => {
    const written = withMeasuredPart(card, sources);
    expect(written).toContain('a gain of 5.0 points (95 % interval −0.8 to 10.8)');
    expect(written).toContain('Measured on other weights than these (another).');
  });

  it('gives the other seeds of what ships, and refuses those of another recipe', () => {
    const run = { ...metadata.trained, ferplus: 0.9, ferplusMacroF1: 0.7, fer2013: 0.68 };
    const seeds = { recipe: 'this', command: 'npm run seeds', runs: [run, { ...run, seed: 7, fer2013: 0.7 }] };
    const written = withMeasuredPart(card, { ...sources, seeds });
    expect(written).toContain('| **mean** | 90.00 % | 0.700 | 69.00 % |  |');
    const others = { ...seeds, runs: [{ ...run, command: 'another' }] };
    expect(() => withMeasuredPart(card, { ...sources, seeds: others })).toThrow(/is no run of/);
  });

  it('refuses numbers that were measured on other files, and a card without its place', () => {
    const other = { ...sources, files: [{ path: 'emotion/model.json', bytes: 1, sha256: 'bb' }] };
    expect(() => withMeasuredPart(card, other)).toThrow(/measured on another model\.json/);
    expect(() => withMeasuredPart('no place', sources)).toThrow(/has no lines/);
  });
});
