/** Gives whatever else waits in this context its turn: a page draws and answers the user, messages arrive. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
