import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTrainedMetadata } from '../../training/export/trained-metadata';

const file = join(import.meta.dirname, '../../models/emotion/model.json');
const shipped = JSON.parse(readFileSync(file, 'utf8')).userDefinedMetadata;

describe('what a trained model says of itself', () => {
  it('is taken as it is, with what a later version may add', () => {
    expect(parseTrainedMetadata(shipped, file)).toEqual(shipped);
    const later = { ...shipped, licence: 'MIT', trained: { ...shipped.trained, teachers: { 'wide-0': 'aa' } } };
    expect(parseTrainedMetadata(later, file)).toEqual(later);
  });

  it('may lack what models did not say before 2026-11-27', () => {
    const { architecture: _, ...network } = shipped.network;
    const old = { ...shipped, temperature: 0.5, network };
    expect(parseTrainedMetadata(old, file)).toEqual(old);
  });

  it.each([
    ['nothing', undefined, /userDefinedMetadata: /],
    ['another format', { ...shipped, format: 'other' }, /\n {2}format: /],
    ['no word of its training', { ...shipped, trained: undefined }, /\n {2}trained: /],
    ['a seed in letters', { ...shipped, trained: { ...shipped.trained, seed: 'two' } }, /\n {2}trained\.seed: /],
    ['labels that are no names', { ...shipped, labels: [1, 2] }, /\n {2}labels\.0: [\s\S]*\n {2}labels\.1: /],
    ['a network of no kind', { ...shipped, network: { ...shipped.network, architecture: { blocks: [] } } }, /blocks: /],
  ])('is refused where it says %s, naming every part', (_, given, parts) => {
    expect(() => parseTrainedMetadata(given, 'a/model.json')).toThrow(/^a\/model\.json does not say /);
    expect(() => parseTrainedMetadata(given, 'a/model.json')).toThrow(parts);
  });
});
