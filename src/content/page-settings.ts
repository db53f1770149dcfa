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
    let settings: PageSettings | null;
    try {
      const answer = await send('page.settings', {});
      if (answer && !('overlay' in answer)) throw new Error('The settings could not be read.');
      settings = answer ?? null;
    } catch {
      if (!isOld() && contextLives()) timer = setTimeout(ask, AGAIN);
      return;
    }
    if (!isOld()) callback(settings);
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
