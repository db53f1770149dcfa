import { contextLives } from '../bridge/context';
import { handle, send } from '../bridge/requests';
import type { PageSettings } from '../messages';

/** Milliseconds to the next try where nobody answered: an extension that restarts is back by then. */
const AGAIN = 1000;

/**
 * Calls back with what the user chose, now and whenever that changes, until the signal aborts: a page's script cannot read
 * the settings themselves. null: the user did not start reading here, or agrees no more.
 */
export function watchPageSettings(callback: (settings: PageSettings | null) => void, signal: AbortSignal): void {
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    clearTimeout(timer);
    const mine = ++last;
    const isOld = () => mine !== last || signal.aborted;
    try {
      const settings = await send('page.settings', {});
      if (isOld()) return;
      if (settings && !('overlay' in settings)) throw new Error('The settings could not be read.');
      callback(settings ?? null);
    } catch {
      if (!isOld() && contextLives()) timer = setTimeout(ask, AGAIN);
    }
  };
  handle(
    'content',
    {
      'settings.changed'() {
        void ask();
        return { ok: true };
      },
    },
    signal,
  );
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  void ask();
}
