// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import manifest from '../../manifest.json';
import { LeftOut } from '../../src/options/settings/left-out';
import { placeLabel, placesOf } from '../../src/options/settings/places';
import { stubBrowser } from '../browser-api';

let excluded: unknown[] = [];
let fails = false;
type Listener = (changes: Record<string, { newValue?: unknown }>, area: string) => void;
const listeners = new Set<Listener>();
const noEvent = { addListener: () => undefined, removeListener: () => undefined };

beforeEach(() => {
  excluded = [];
  fails = false;
  stubBrowser({
    runtime: { getManifest: () => manifest },
    permissions: {
      getAll: async () => ({ origins: ['https://call.example/*'] }),
      onAdded: noEvent,
      onRemoved: noEvent,
    },
    storage: {
      local: {
        get: async () => ({ excluded }),
        set: async (items: { excluded: unknown[] }) => {
          if (fails) throw new Error('The disk is full.');
          excluded = items.excluded;
          for (const listener of listeners) listener({ excluded: { newValue: excluded } }, 'local');
        },
      },
      onChanged: {
        addListener: (one: Listener) => listeners.add(one),
        removeListener: (one: Listener) => listeners.delete(one),
      },
    },
  });
  // happy-dom has none; here nobody else changes the list.
  Object.defineProperty(navigator, 'locks', {
    value: { request: (_: string, work: () => unknown) => work() },
    configurable: true,
  });
});
afterEach(() => {
  act(() => render(null, document.body));
});

async function leaveOut(name: string, site?: string): Promise<void> {
  await act(async () => {
    const input = document.querySelector('input')!;
    input.value = name;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const select = document.querySelector('select')!;
  if (site !== undefined) {
    await act(async () => {
      select.value = site;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }
  await act(async () => {
    document.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
}

const lines = () => [...document.querySelectorAll('.sites li span')].map(({ textContent }) => textContent);

it('leaves out by name, on a site that works from the start or was enabled, and takes that back', async () => {
  await act(async () => render(<LeftOut />, document.body));
  expect(document.querySelector('select')?.value).toBe('meet');
  await leaveOut(' Ann Lee ');
  await leaveOut('Bob', 'call.example');
  await leaveOut('  ');
  await vi.waitFor(() => expect(excluded).toHaveLength(2));
  expect(excluded).toEqual([
    { site: 'meet', key: null, name: 'Ann Lee' },
    { site: 'call.example', key: null, name: 'Bob' },
  ]);
  await vi.waitFor(() => expect(lines()).toEqual(['Ann Lee, Google Meet', 'Bob, call.example']));
  await act(async () => document.querySelector<HTMLElement>('[aria-label="Read again: Bob, call.example"]')!.click());
  await vi.waitFor(() => expect(lines()).toEqual(['Ann Lee, Google Meet']));
});

it('says so where it could not be kept', async () => {
  await act(async () => render(<LeftOut />, document.body));
  fails = true;
  await leaveOut('Ann Lee');
  await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toMatch(/The disk is full/));
});

it('names places as people do, each once', () => {
  const patterns = ['https://meet.google.com/*', 'https://*.zoom.us/*', 'https://zoom.us/*', 'https://call.example/*'];
  expect(placesOf(patterns)).toEqual([
    { key: 'meet', label: 'Google Meet' },
    { key: 'zoom', label: 'Zoom' },
    { key: 'call.example', label: 'call.example' },
  ]);
  expect(placeLabel('generic')).toBe('generic');
});
