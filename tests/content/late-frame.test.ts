// @vitest-environment happy-dom

import { expect, it, vi } from 'vitest';
import { DEFAULTS } from '../../src/settings';
import { stubBrowser } from '../browser-api';

type Listener = (message: unknown, sender: object, respond: (answer: unknown) => void) => unknown;
const listeners = new Set<Listener>();
const sent: string[] = [];
let answers: (object | null)[] = [];

vi.mock('../../src/i18n/browser', () => ({}));

/** As the worker asks. */
function ask(facet: string, body: object = {}): Promise<unknown> {
  const worker = { id: 'own', url: 'chrome-extension://own/worker.js' };
  return new Promise((resolve) => {
    for (const listener of [...listeners]) listener({ facet, body }, worker, resolve);
  });
}

const ORDER = { mode: 'people', pseudonyms: false, isFleeting: false, shortcut: '', succession: 'secret' };
const arrivals = () => sent.filter((name) => name === 'frame.arrived').length;
const reads = async () => ((await ask('content.probe')) as { reading: string | null }).reading;

it('tells once more that it arrived where the start that it heard of did not count it in', async () => {
  stubBrowser({
    runtime: {
      id: 'own',
      getURL: (path: string) => `chrome-extension://own/${path}`,
      onMessage: {
        addListener: (added: Listener) => listeners.add(added),
        removeListener: (gone: Listener) => listeners.delete(gone),
      },
      sendMessage: async ({ facet }: { facet: string }) => {
        sent.push(facet);
        return facet === 'page.settings' ? (answers.shift() ?? null) : { ok: true };
      },
    },
  });
  Object.defineProperty(window, 'top', { value: {}, configurable: true });
  await import('../../src/content/index');
  expect(arrivals()).toBe(1);

  answers = [null];
  await ask('content.start', ORDER);
  await vi.waitFor(() => expect(arrivals()).toBe(2));
  expect(await reads()).toBeNull();

  // The worker counts it in, and says so.
  answers = [{ ...DEFAULTS, excluded: [] }, null];
  await ask('content.start', ORDER);
  expect(await reads()).toBe('people');

  // It ends where the user wants it no more, without asking to be read again.
  await ask('settings.changed');
  await vi.waitFor(async () => expect(await reads()).toBeNull());
  expect(arrivals()).toBe(2);
});
