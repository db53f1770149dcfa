import { describe, expect, it } from 'vitest';
import { type Adapter, chooseBackend } from '../../src/engine/backend';

const real: Adapter = { vendor: 'intel', architecture: 'gen-12lp', isFallbackAdapter: false };

describe('chooseBackend', () => {
  it('takes WebGPU on a real graphics processor, and names it', () => {
    expect(chooseBackend(real)).toEqual({ name: 'webgpu', why: 'WebGPU, on the graphics processor (intel gen-12lp).' });
  });

  it('takes WebGPU where the browser keeps the name to itself', () => {
    expect(chooseBackend({ vendor: '', architecture: '', isFallbackAdapter: false }).name).toBe('webgpu');
  });

  it.each<[string, Adapter | null]>([
    ['no adapter', null],
    ['SwiftShader, as Chromium names it', { vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: false }],
    ['an adapter marked as fall-back', { ...real, isFallbackAdapter: true }],
  ])('takes WebAssembly for %s, and says why', (_, adapter) => {
    const { name, why } = chooseBackend(adapter);
    expect(name).toBe('wasm');
    expect(why).toMatch(/^WebAssembly, as .+\.$/);
  });
});
