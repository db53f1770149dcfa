// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Sessions } from '../../src/options/sessions/sessions';
import { stubBrowser } from '../browser-api';

const START = new Date(2026, 10, 3, 9, 30).getTime();
const HOUR = 3_600_000;

/** What is stored, of which two records nobody can read. */
let trash: Set<string>;
let unreadable: { id: string; startedAt: number }[];
const sent = vi.fn(async (_: unknown) => ({ ok: true }));
vi.mock('../../src/options/sessions/with-store', () => ({
  withStore: (work: (store: object) => unknown) =>
    Promise.resolve(
      work({
        list: async () => ({ sessions: [], unreadable: unreadable.filter(({ id }) => !trash.has(id)) }),
        putInTrash: async (ids: readonly string[]) => {
          trash = new Set([...trash, ...ids]);
        },
        takeBack: async (ids: readonly string[]) => {
          trash = new Set([...trash].filter((id) => !ids.includes(id)));
          return ids.filter((id) => !unreadable.some((one) => one.id === id));
        },
      }),
    ),
}));

beforeEach(async () => {
  stubBrowser({ runtime: { sendMessage: (message: unknown) => sent(message) } });
  Object.defineProperty(navigator, 'storage', { value: { estimate: async () => ({ usage: 0 }) }, configurable: true });
  trash = new Set();
  unreadable = [
    { id: 'b', startedAt: START + HOUR },
    { id: 'a', startedAt: START },
  ];
  await act(async () => render(<Sessions />, document.body));
});
afterEach(() => act(() => render(null, document.body)));

const warning = () => document.querySelector('.message.warning');
const buttons = () => [...(warning()?.querySelectorAll('button') ?? [])];
const press = (button: Element | null | undefined) =>
  act(async () => {
    (button as HTMLElement).click();
    // The store answers later.
    await new Promise((resolve) => setTimeout(resolve));
  });

it('says of which days sessions cannot be read, and where to report it', () => {
  const said = warning()?.textContent;
  expect(said).toMatch(/2 sessions cannot be read any more/);
  expect(buttons().map((one) => one.getAttribute('aria-label'))).toEqual([
    expect.stringMatching(/Nov.*10:30/),
    expect.stringMatching(/Nov.*9:30/),
  ]);
  expect(warning()?.querySelector('a')?.getAttribute('href')).toBe('#about');
  expect(document.querySelector('.empty'), 'it is not as if nothing were stored').toBeNull();
});

it('deletes one of them, and brings it back, as any other', async () => {
  await press(buttons()[1]);
  expect([...trash]).toEqual(['a']);
  expect(warning()?.textContent).toMatch(/One session cannot be read/);
  await press(document.querySelector('.undo button'));
  expect([...trash]).toEqual([]);
  expect(buttons()).toHaveLength(2);
  for (const one of [0, 0]) await press(buttons()[one]);
  expect(warning()).toBeNull();
});

it('says so where it is too late to bring one back, until the next is deleted', async () => {
  await press(buttons()[1]);
  // Another page of the options, or the browser's next start.
  unreadable = unreadable.filter(({ id }) => id !== 'a');
  await press(document.querySelector('.undo button'));
  expect(document.querySelector('.undo')).toBeNull();
  expect(document.querySelector('[role="alert"]')?.textContent).toMatch(/too late.*deleted for good/);
  expect(sent, 'no other page’s deletion is finished').toHaveBeenLastCalledWith({ facet: 'trash.empty', body: {} });
  await press(buttons()[0]);
  expect(document.querySelector('[role="alert"]')).toBeNull();
  await act(() => render(null, document.body));
  expect(sent).toHaveBeenLastCalledWith({ facet: 'trash.empty', body: { sessions: ['b'] } });
});

it('shows at once what another page deleted', async () => {
  unreadable = unreadable.filter(({ id }) => id !== 'a');
  await act(async () => {
    new BroadcastChannel('facet.sessions').postMessage(null);
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  expect(warning()?.textContent).toMatch(/One session cannot be read/);
});
