// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import type { Participant } from '../../src/messages';
import { ExcludeButtons } from '../../src/popup/exclude-buttons';

const ANN: Participant = { id: 'ann', name: 'Ann', named: true, isSelf: false, camera: 'on' };
const SINCE = new Date(2026, 10, 27, 9, 5).getTime();

afterEach(() => act(() => render(null, document.body)));

/** The buttons as the popup draws them again and again from what it hears of the call. */
function scene({ erases = true }: { erases?: boolean } = {}) {
  const state = { excluded: false, isKept: true };
  const onExclude = vi.fn((excluded: boolean) => {
    state.excluded = excluded;
  });
  const onErase = vi.fn(async () => {
    if (erases) state.isKept = false;
    return erases;
  });
  const draw = () =>
    act(() => {
      const participant = { ...ANN, ...(state.excluded ? ({ camera: 'off', excluded: true } as const) : {}) };
      const leaving = { isKept: state.isKept, since: SINCE, onExclude, onErase };
      render(<ExcludeButtons participant={participant} leaving={leaving} />, document.body);
    });
  const press = async (name: string) => {
    const button = [...document.querySelectorAll('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
    );
    await act(async () => button!.click());
    await draw();
  };
  void draw();
  return { state, onExclude, onErase, press };
}

const buttons = () =>
  [...document.querySelectorAll('button')].map((one) => one.getAttribute('aria-label') ?? one.textContent);
const said = () => document.querySelector('[role="status"]')?.textContent;

it('leaves out at once, and erases once the user is sure of what is lost', async () => {
  const { onExclude, onErase, press } = scene();
  await press('Don’t read, and erase: Ann');
  expect(onExclude.mock.calls).toEqual([[true]]);
  expect(document.querySelector('legend')?.textContent).toMatch(
    /^Ann is left out now\. Erase all that was recorded of them in this call since 0?9:05.*, too\? It cannot be undone\.$/,
  );
  expect(document.activeElement?.textContent).toBe('Keep');
  expect(onErase).not.toHaveBeenCalled();
  await press('Erase for good');
  expect(onErase).toHaveBeenCalledOnce();
  expect(said()).toBe('What was recorded of Ann until now is erased.');
  expect(buttons()).toEqual(['Read again: Ann']);
});

it('keeps what was recorded where the user thinks better of it, and offers to erase it later', async () => {
  const { onErase, press } = scene();
  await press('Don’t read, and erase: Ann');
  const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  await act(async () => void document.activeElement!.dispatchEvent(key));
  expect(key.defaultPrevented, 'the popup stays').toBe(true);
  expect(buttons()).toEqual(['Read again: Ann', 'Erase from this session: Ann']);
  expect(onErase).not.toHaveBeenCalled();
  await press('Erase from this session: Ann');
  await press('Erase for good');
  expect(onErase).toHaveBeenCalledOnce();
});

it('says nothing of what could not be erased, and offers it again', async () => {
  const { press } = scene({ erases: false });
  await press('Don’t read, and erase: Ann');
  await press('Erase for good');
  expect(said()).toBe('');
  expect(buttons()).toEqual(['Read again: Ann', 'Erase from this session: Ann']);
});

it('asks nothing where nothing is kept, nor of who is read again', async () => {
  const { state, press } = scene();
  state.isKept = false;
  await press('Don’t read, and erase: Ann');
  expect(buttons()).toEqual(['Read again: Ann']);
  await press('Read again: Ann');
  state.isKept = true;
  await press('Don’t read: Ann');
  expect(buttons()).toEqual(['Read again: Ann', 'Erase from this session: Ann']);
});
