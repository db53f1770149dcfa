// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepMeasured } from '../../src/backend-memory';
import { BackendSection } from '../../src/options/about/backend-section';

const adapter = (architecture: string) => ({ info: { vendor: 'intel', architecture, isFallbackAdapter: false } });
const machineWith = (found: unknown) => vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => found } });

beforeEach(() => {
  vi.stubGlobal('chrome', { runtime: { getManifest: () => ({ version: '0.2.0' }) } });
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
