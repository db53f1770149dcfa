import { describe, expect, it, vi } from 'vitest';
import {
  type Excluded,
  excludedOn,
  isExcluded,
  keepExcluded,
  loadExcluded,
  MOST_EXCLUDED,
  parseExcluded,
  siteKey,
} from '../../src/exclusion';
import { stubBrowser } from '../browser-api';

const ANN: Excluded = { site: 'meet', key: 'spaces/1/devices/2', name: 'Ann Lee' };

describe('who is left out', () => {
  it.each([
    ['of that name', { key: null, name: 'Ann Lee' }, true],
    ['of that name with another id, as in the next call', { key: 'other', name: 'Ann Lee' }, true],
    ['of that name, written otherwise', { key: null, name: ' ANN lee ' }, true],
    ['of that id under another name', { key: ANN.key, name: 'Guest' }, true],
    ['of another name and id', { key: 'other', name: 'Ann Leed' }, false],
    ['without either', { key: null, name: null }, false],
  ])('is whoever is %s: %j', (_, who, out) => {
    expect(isExcluded(excludedOn([ANN], 'meet'), who)).toBe(out);
    expect(isExcluded(excludedOn([ANN], 'zoom'), who), 'elsewhere').toBe(false);
  });

  it('is not everyone without a name, where somebody without one is left out', () => {
    expect(isExcluded([{ key: 'a', name: null }], { key: 'b', name: null })).toBe(false);
  });

  it('is told by host where the site is not known', () => {
    expect(siteKey('meet', 'meet.google.com')).toBe('meet');
    expect(siteKey('generic', 'call.example')).toBe('call.example');
  });

  it.each([undefined, {}, [null], [{ site: 1 }], [{ site: 'meet', key: 3, name: null }]])(
    'is nobody in %j',
    (stored) => {
      expect(parseExcluded(stored)).toEqual([]);
    },
  );
});

it('who a page’s script leaves out fills no storage: of one site so many, and of the others all the same', async () => {
  const kept: Record<string, unknown> = {
    excluded: Array.from({ length: MOST_EXCLUDED - 1 }, (_, i) => ({ site: 'meet', key: null, name: `${i}` })),
  };
  const local = { get: async () => kept, set: async (change: object) => void Object.assign(kept, change) };
  stubBrowser({ storage: { local } });
  vi.stubGlobal('navigator', { locks: { request: (_: string, work: () => unknown) => work() } });
  try {
    await keepExcluded(ANN);
    await keepExcluded(ANN);
    await expect(keepExcluded({ ...ANN, key: 'other' })).rejects.toMatchObject({ problem: { code: 'exclude_full' } });
    await keepExcluded({ ...ANN, site: 'zoom' });
    expect(await loadExcluded()).toHaveLength(MOST_EXCLUDED + 1);
  } finally {
    vi.unstubAllGlobals();
  }
});
