// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { send } from '../../src/bridge/requests';
import { MarkForm } from '../../src/popup/mark-form';
import { stubBrowser } from '../browser-api';

vi.mock('../../src/bridge/requests', () => ({ send: vi.fn() }));
const asked = vi.mocked(send);
const onProblem = vi.fn();

let session: Record<string, unknown> = {};
beforeEach(() => {
  asked.mockReset();
  onProblem.mockReset();
  stubBrowser({
    storage: { session: { get: async () => session, remove: async (key: string) => void delete session[key] } },
  });
});
afterEach(() => {
  act(() => render(null, document.body));
});

const show = () => act(async () => render(<MarkForm tabId={7} onProblem={onProblem} />, document.body));
const field = () => document.querySelector('input')!;
async function mark(word: string): Promise<void> {
  await act(async () => {
    field().value = word;
    document.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
}

it('asks a word for the mark that the shortcut set, and then marks anew', async () => {
  const time = Date.now() - 1000;
  session = { lastMark: { tabId: 7, time } };
  asked.mockResolvedValue({ ok: true, time });
  await show();
  await vi.waitFor(() => expect(document.activeElement === field()).toBe(true));
  expect(field().getAttribute('aria-label')).toBe('Word for the mark that was just set');
  await mark(' joke ');
  expect(asked.mock.calls.at(-1)).toEqual(['call.mark', { tabId: 7, word: 'joke', time }]);
  expect(document.querySelector('[role="status"]')?.textContent).toBe('Marked');
  await mark('');
  expect(asked.mock.calls.at(-1)).toEqual(['call.mark', { tabId: 7, word: '' }]);
});

it.each([
  ['of another tab', { tabId: 8, time: Date.now() }],
  ['that is old', { tabId: 7, time: 0 }],
])('asks nothing of a mark %s', async (_, lastMark) => {
  session = { lastMark };
  await show();
  expect(field().getAttribute('aria-label')).toBe('Word for a mark');
});

it('keeps the word of a mark that could not be set', async () => {
  session = {};
  asked.mockResolvedValue({ ok: false, problem: { code: 'mark_early' } });
  await show();
  await mark('joke');
  expect(onProblem).toHaveBeenCalledWith(expect.stringMatching(/./));
  expect(field().value).toBe('joke');
});
