// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SessionPeople } from '../../src/options/sessions/session-people';
import type { RecordedParticipant, StoredSession } from '../../src/session/records';
import { stubBrowser } from '../browser-api';

const store = { local: {} as Record<string, unknown> };

stubBrowser({
  storage: {
    local: {
      get: async () => store.local,
      set: async (items: Record<string, unknown>) => {
        const changes = Object.fromEntries(Object.entries(items).map(([key, newValue]) => [key, { newValue }]));
        Object.assign(store.local, items);
        for (const listener of listeners) listener(changes, 'local');
      },
    },
    onChanged: {
      addListener: (one: Listener) => listeners.add(one),
      removeListener: (one: Listener) => listeners.delete(one),
    },
  },
});
type Listener = (changes: Record<string, { newValue?: unknown }>, area: string) => void;
const listeners = new Set<Listener>();
// happy-dom has none; here nobody else changes the list.
Object.defineProperty(navigator, 'locks', { value: { request: (_: string, work: () => unknown) => work() } });

const person = (id: string, name: string, place?: string): RecordedParticipant => ({
  id,
  isSelf: false,
  names: [{ name, from: 0 }],
  ...(place === undefined ? {} : { place }),
});

async function show(participants: readonly RecordedParticipant[]): Promise<void> {
  const info = { id: 's', siteId: 'meet', siteLabel: 'Meet', startedAt: 0, lastAt: 0, modelVersion: '' };
  const session: StoredSession = { ...info, participants };
  await act(async () =>
    render(<SessionPeople session={session} onErased={() => {}} onProblem={() => {}} />, document.body),
  );
}

const buttons = () =>
  [...document.querySelectorAll('button')].map((one) => one.getAttribute('aria-label') ?? one.textContent);
async function press(name: string): Promise<void> {
  const button = [...document.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  );
  await act(async () => button!.click());
}

beforeEach(() => {
  store.local = {};
});
afterEach(() => act(() => render(null, document.body)));

it('leaves out only who has a name to be known by', async () => {
  await show([person('1', 'Ann', 'meet'), person('2', 'Participant 2'), person('3', 'Person A')]);
  expect(buttons()).toEqual([
    'Don’t read from now on: Ann',
    'Erase from this session: Ann',
    'Erase from this session: Participant 2',
    'Erase from this session: Person A',
  ]);
});

it('leaves somebody out where the session was, by name, and has them read again', async () => {
  store.local = { excluded: [{ site: 'zoom', key: null, name: 'Ann' }] };
  await show([person('1', 'Ann', 'meet.example.org')]);
  await press('Don’t read from now on: Ann');
  expect(store.local.excluded).toContainEqual({ site: 'meet.example.org', key: null, name: 'Ann' });
  await press('Read again: Ann');
  expect(store.local.excluded).toEqual([{ site: 'zoom', key: null, name: 'Ann' }]);
  expect(buttons()[0]).toBe('Don’t read from now on: Ann');
});

it('says that erasing cannot be undone, with the focus on what keeps', async () => {
  await show([person('1', 'Ann')]);
  await press('Erase from this session: Ann');
  expect(document.querySelector('legend')?.textContent).toBe(
    'Erase all that was recorded of Ann in this session? It cannot be undone.',
  );
  expect(document.activeElement?.textContent).toBe('Keep');
  await act(async () => {
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  });
  expect(buttons()).toEqual(['Erase from this session: Ann']);
});
