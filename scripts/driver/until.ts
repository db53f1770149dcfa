import { setTimeout as pause } from 'node:timers/promises';

interface Options {
  /** Milliseconds. */
  readonly timeout?: number;
  readonly every?: number;
  /** Said when it does not come true: what was there instead. */
  readonly otherwise?: () => string | Promise<string>;
}

/** Asks again until the answer is neither undefined, null nor false, and returns it. @throws where it stays so. */
export async function until<T>(
  ask: () => T | Promise<T>,
  { timeout = 15_000, every = 100, otherwise }: Options = {},
): Promise<Exclude<T, undefined | null | false>> {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false)
      return answer as Exclude<T, undefined | null | false>;
    if (Date.now() > end) throw new Error(`Waited ${timeout} ms for: ${ask}\n${(await otherwise?.()) ?? ''}`);
    await pause(every);
  }
}
