import browser from 'webextension-polyfill';

/** A value that the user chose, in storage.local (never synced: nothing leaves the machine). */
export class Stored<T> {
  /** @param parse makes it of whatever a version of Facet left there. */
  constructor(
    private readonly key: string,
    private readonly parse: (stored: unknown) => T,
  ) {}

  /** @throws what storage throws. */
  async load(): Promise<T> {
    return this.parse((await browser.storage.local.get(this.key))[this.key]);
  }

  /** Changes made at the same moment, also in two of our pages, are all kept. @throws what storage or `to` throws. */
  async change(to: (before: T) => T): Promise<void> {
    await navigator.locks.request(this.key, async () =>
      browser.storage.local.set({ [this.key]: to(await this.load()) }),
    );
  }

  /** Calls back with the value whenever it changes, until the signal aborts. */
  watch(callback: (value: T) => void, signal: AbortSignal): void {
    const listener = (changes: Record<string, { newValue?: unknown }>, area: string) => {
      const change = area === 'local' && changes[this.key];
      if (change) callback(this.parse(change.newValue));
    };
    browser.storage.onChanged.addListener(listener);
    signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener), { once: true });
  }
}
