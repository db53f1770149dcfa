import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeOffscreenWhenIdle, ensureOffscreen } from '../../src/background/offscreen';
import { stubBrowser } from '../browser-api';

let isOpen: boolean;
let read: unknown[];

beforeEach(() => {
  vi.useFakeTimers();
  isOpen = false;
  read = [];
  stubBrowser({
    runtime: { getContexts: async () => (isOpen ? [{}] : []) },
    offscreen: {
      createDocument: async () => {
        isOpen = true;
      },
      closeDocument: async () => {
        isOpen = false;
      },
    },
    storage: { local: { get: async () => ({ reading: read }) } },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;

describe('the document that holds the engine', () => {
  it('goes where a start failed and no call is read', async () => {
    await ensureOffscreen();
    closeOffscreenWhenIdle();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(isOpen).toBe(false);
  });

  it('stays for the call of another tab, though a start failed', async () => {
    await ensureOffscreen();
    read = [{ tabId: 1, mode: 'people' }];
    closeOffscreenWhenIdle();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(isOpen).toBe(true);
  });

  it('stays where somebody asks for it meanwhile', async () => {
    await ensureOffscreen();
    closeOffscreenWhenIdle();
    await vi.advanceTimersByTimeAsync(20_000);
    await ensureOffscreen();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(isOpen).toBe(true);
  });
});
