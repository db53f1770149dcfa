import { beforeEach, expect, it, vi } from 'vitest';
import { backendMemory, forgetMeasured } from '../../src/backend-memory';
import type { Measured } from '../../src/engine/types';
import { stubBrowser } from '../browser-api';

const measured: Measured = { wasm: { one: 6, many: 70 }, webgpu: { one: 12, many: 25 } };
const broken: Measured = { wasm: { one: 6, many: 70 }, webgpu: null };

const { keep: keepMeasured, recall: recallMeasured } = backendMemory('facets');

function software(version: string, chrome: string) {
  stubBrowser({ runtime: { getManifest: () => ({ version }) } });
  vi.stubGlobal('navigator', { userAgent: `Mozilla/5.0 Chrome/${chrome} Safari/537.36` });
}

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
  software('0.2.0', '156.0.1.2');
});

it('knows each graphics processor of the machine again', () => {
  expect(recallMeasured('intel')).toBeNull();
  keepMeasured('intel', measured);
  keepMeasured('nvidia', broken);
  expect(recallMeasured('intel')).toEqual(measured);
  expect(recallMeasured('nvidia')).toEqual(broken);
  expect(recallMeasured('amd')).toBeNull();
  expect(recallMeasured('toString')).toBeNull();
});

it.each([
  ['another Facet', '0.3.0', '156.0.1.2'],
  ['another browser', '0.2.0', '157.0.1.2'],
])('measures anew in %s, and keeps nothing of the old one', (_, version, chrome) => {
  keepMeasured('intel', measured);
  software(version, chrome);
  expect(recallMeasured('intel')).toBeNull();
  keepMeasured('nvidia', broken);
  software('0.2.0', '156.0.1.2');
  expect(recallMeasured('intel')).toBeNull();
});

it('keeps each model apart: what one showed says nothing of another', () => {
  const theirs = backendMemory('theirs');
  theirs.keep('intel', measured);
  expect(recallMeasured('intel')).toBeNull();
  keepMeasured('intel', broken);
  expect(theirs.recall('intel')).toEqual(measured);
  expect(recallMeasured('intel')).toEqual(broken);
  theirs.keep('intel', broken);
  expect(theirs.recall('intel')).toEqual(broken);
});

it('does not grow with every model that somebody tries', () => {
  for (let i = 0; i < 100; i++) backendMemory(`model ${i}`).keep('intel', measured);
  expect(backendMemory('model 99').recall('intel')).toEqual(measured);
  expect(backendMemory('model 0').recall('intel')).toBeNull();
});

it('forgets', () => {
  keepMeasured('intel', measured);
  forgetMeasured();
  expect(recallMeasured('intel')).toBeNull();
});

it.each([
  '{',
  '[]',
  // Kept without its model.
  '{"software":"0.2.0, Chrome/156.0.1.2","measured":{"intel":{"wasm":{"one":6,"many":70},"webgpu":null}}}',
  '{"software":"0.2.0, Chrome/156.0.1.2","trials":[{"processor":"intel","model":"facets","measured":{"wasm":{"one":-1,"many":0},"webgpu":null}}]}',
])('takes what is damaged for nothing: %s', (json) => {
  localStorage.setItem('backend', json);
  expect(recallMeasured('intel')).toBeNull();
});
