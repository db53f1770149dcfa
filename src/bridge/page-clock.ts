/** Milliseconds after which a message is forgotten: two clocks drift apart. */
const KEPT = 60_000;

/**
 * What a page's steady clock shows when ours shows 0, from messages that tell the page's time and were on their way for an
 * unknown while: the least delayed one is nearest (the minimum filter of network time, Mills 1991). Milliseconds.
 */
export class PageClock {
  private readonly heard: { offset: number; at: number }[] = [];

  /** @param most that one is taken for delayed: beyond, the page's clock was set anew. */
  constructor(private readonly most: number) {}

  /** @param told by the page's clock when it sent. @param now by ours. */
  hear(told: number, now: number): void {
    const offset = told - now;
    const { heard } = this;
    if (Math.abs(offset - this.offset) > this.most) heard.length = 0;
    // What a newer one surpasses is never asked for again; so the oldest is the largest.
    while (heard.length > 0 && heard.at(-1)!.offset <= offset) heard.pop();
    heard.push({ offset, at: now });
    while (now - heard[0]!.at > KEPT) heard.shift();
  }

  get offset(): number {
    return this.heard[0]?.offset ?? 0;
  }
}
