// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backendMemory } from '../../src/backend-memory';
import type { OwnModel } from '../../src/engine/own-model';
import { BackendSection } from '../../src/options/about/backend-section';
import { stubBrowser } from '../browser-api';

const adapter = (architecture: string) => ({ info: { vendor: 'intel', architecture, isFallbackAdapter: false } });
const machineWith = (found: unknown) => vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => found } });

const store = vi.hoisted(() => ({ own: null as OwnModel | null }));
vi.mock('../../src/own-model/store', () => ({ ownModel: async () => store.own }));
const root = 'chrome-extension://facet/';
const keepMeasured = backendMemory('facets').keep;

beforeEach(() => {
  store.own = null;
  vi.stubGlobal('ENGINE_DIGESTS', { 'models/emotion/model.json': 'facets' });
  stubBrowser({ runtime: { getManifest: () => ({ version: '0.2.0' }), getURL: () => root } });
  localStorage.clear();
});
afterEach(() => {
  render(null, document.body);
  localStorage.clear();
  vi.unstubAllGlobals();
});

async function shown(): Promise<string> {
  render(<BackendSection />, document.body);
  return vi.waitFor(() => {
    const said = document.querySelector('section > p')?.textContent;
    if (!said) throw new Error('Nothing is said yet.');
    return said;
  });
}

const speeds = (one: number, many: number) => ({ one, many });

it.each([
  ['an imitated one', 'swiftshader', null, /^WebAssembly, as .* only imitates/],
  ['one not measured yet', 'xe', null, /^WebAssembly, until .* Graphics processor: intel xe\.$/],
  [
    'a slower one',
    'xe',
    { wasm: speeds(6, 70), webgpu: speeds(90, 90) },
    /^WebAssembly, .*: 16 faces take 90\sms there or more, and 70\sms/,
  ],
  [
    'a faster one',
    'xe',
    { wasm: speeds(6, 70), webgpu: speeds(12, 24.2) },
    /^WebGPU, .*: 16 faces take 25\sms there, and 70\sms/,
  ],
  [
    'one that broke',
    'xe',
    { wasm: speeds(6, 70), webgpu: null },
    /^WebAssembly, as WebGPU is there but did not work\./,
  ],
] as const)('says what reads, and why, with %s', async (_, architecture, measured, words) => {
  machineWith(adapter(architecture));
  if (measured) keepMeasured('intel xe', measured);
  expect(await shown()).toMatch(words);
  expect(document.querySelector('button') !== null).toBe(measured !== null);
});

it('forgets what was measured, where one wishes that', async () => {
  machineWith(adapter('xe'));
  keepMeasured('intel xe', { wasm: speeds(6, 70), webgpu: speeds(12, 24) });
  await shown();
  document.querySelector('button')!.click();
  await vi.waitFor(() => expect(document.querySelector('section > p')!.textContent).toMatch(/^WebAssembly, until/));
  expect(document.querySelector('button')).toBeNull();
  expect(document.body.textContent).toContain('Forgotten');
});

it('says of a model that the user brought what was measured with that one', async () => {
  machineWith(adapter('xe'));
  keepMeasured('intel xe', { wasm: speeds(6, 70), webgpu: speeds(90, 90) });
  store.own = { json: '', weights: new ArrayBuffer(0), digests: { json: 'theirs', weights: '' } };
  expect(await shown()).toMatch(/^WebAssembly, until/);
  render(null, document.body);
  backendMemory('theirs').keep('intel xe', { wasm: speeds(60, 700), webgpu: speeds(12, 24) });
  expect(await shown()).toMatch(/^WebGPU, .* 700\sms/);
});
