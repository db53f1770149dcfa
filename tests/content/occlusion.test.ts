// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Occlusion } from '../../src/content/overlay/occlusion';

/** What the browser tells of the element, as an observer of its visibility hears it: only where that changes. */
let tell: (isVisible: boolean) => void;
let life: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  const observer = { observe: vi.fn(), disconnect: vi.fn() };
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: (entries: { isIntersecting: boolean; isVisible: boolean }[]) => void, options: object) {
        expect(options).toEqual({ trackVisibility: true, delay: 100 });
        tell = (isVisible) => callback([{ isIntersecting: true, isVisible }]);
        // biome-ignore lint/correctness/noConstructorReturn: a stand-in.
        return observer;
      }
    },
  );
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('is lost once it was covered for three seconds, and seen again at once', () => {
  const occlusion = new Occlusion(document.createElement('div'), life.signal);
  tell(true);
  vi.advanceTimersByTime(60_000);
  expect(occlusion.isLost(performance.now())).toBe(false);
  tell(false);
  vi.advanceTimersByTime(2900);
  expect(occlusion.isLost(performance.now())).toBe(false);
  vi.advanceTimersByTime(200);
  expect(occlusion.isLost(performance.now())).toBe(true);
  tell(true);
  expect(occlusion.isLost(performance.now())).toBe(false);
});

it('tries to come out on top while it is covered, once a second', () => {
  const occlusion = new Occlusion(document.createElement('div'), life.signal);
  tell(true);
  const tries = (milliseconds: number) => {
    let count = 0;
    for (let t = 0; t < milliseconds; t += 100) {
      if (occlusion.mayTry(performance.now())) count++;
      vi.advanceTimersByTime(100);
    }
    return count;
  };
  expect(tries(3000)).toBe(0);
  tell(false);
  expect(tries(3000)).toBe(3);
  tell(true);
  expect(tries(3000)).toBe(0);
});

it('is lost too where it flashes up each time that it came out on top', () => {
  const occlusion = new Occlusion(document.createElement('div'), life.signal);
  let lost = 0;
  for (let second = 0; second < 10; second++) {
    tell(false);
    vi.advanceTimersByTime(900);
    if (occlusion.isLost(performance.now())) lost++;
    tell(true);
    vi.advanceTimersByTime(100);
  }
  expect(lost).toBeGreaterThan(5);
  vi.advanceTimersByTime(3000);
  expect(occlusion.isLost(performance.now())).toBe(false);
});
