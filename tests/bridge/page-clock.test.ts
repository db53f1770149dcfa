import { describe, expect, it } from 'vitest';
import { PageClock } from '../../src/bridge/page-clock';

/** A clock that heard messages, each sent when ours showed `at`, and so long on its way; the page's is 5000 ahead. */
function heard(...messages: readonly [at: number, delay: number, ahead?: number][]): PageClock {
  const clock = new PageClock(10_000);
  for (const [at, delay, ahead = 5000] of messages) clock.hear(at + ahead, at + delay);
  return clock;
}

describe("a page's clock", () => {
  it('is told by the message that was least on its way', () => {
    expect(heard([0, 90], [125, 4], [250, 80], [375, 30]).offset).toBe(5000 - 4);
  });

  it('forgets what was heard over a minute ago', () => {
    expect(heard([0, 0], [20_000, 9], [50_000, 30]).offset).toBe(5000);
    expect(heard([0, 0], [20_000, 9], [70_000, 30]).offset).toBe(5000 - 9);
    expect(heard([0, 0], [20_000, 9], [90_000, 30]).offset).toBe(5000 - 30);
  });

  it.each([-3_600_000, 3_600_000])('follows one that was set by %i ms', (by) => {
    expect(heard([0, 1], [125, 2], [250, 7, 5000 + by]).offset).toBe(5000 + by - 7);
  });
});
