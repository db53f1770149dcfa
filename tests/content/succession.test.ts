// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { Succession } from '../../src/content/succession';

const SECRET = '0b54c1f6-6a3e-4d0e-9f86-3f0f2f1c7f0a';

it('retires those of the same installation, and not itself', () => {
  const [old, fresh] = [vi.fn(), vi.fn()];
  new Succession(SECRET, old, new AbortController().signal);
  new Succession(SECRET, fresh, new AbortController().signal).takeOver();
  expect(old).toHaveBeenCalledOnce();
  expect(fresh).not.toHaveBeenCalled();
});

it('hears no event but its own', () => {
  const retire = vi.fn();
  new Succession(SECRET, retire, new AbortController().signal);
  for (const type of ['facet', 'facet:own', `facet:${SECRET}`, 'succession', ''])
    document.dispatchEvent(new Event(type));
  expect(retire).not.toHaveBeenCalled();
});
