import { contextLives } from '../bridge/context';
import { handle, send } from '../bridge/requests';
import type { PageSettings } from '../messages';

/** Milliseconds to the next try where nobody answered: an extension that restarts is back by then. */
const AGAIN = 1000;
/** Tries in vain from which on that is said. */
const MANY = 5;

/** Who hears of the settings. */
interface Listener {
  /** What the user chose; null: they did not start reading here, or agree no more. */
  chosen(settings: PageSettings | null): void;
  /** Nobody has answered for a while, or not with settings: it is asked on. */
  unknown(): void;
}

/**
 * Tells what the user chose, now and whenever that changes, until the signal aborts: a page's script cannot read the
 * settings themselves.
 */
export function watchPageSettings(listener: Listener, signal: AbortSignal): void {
  let last = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    clearTimeout(timer);
    const mine = ++last;
    const isOld = () => mine !== last || signal.aborted;
    let settings: PageSettings | null;
    try {
      settings = (await send('page.settings', {})) ?? null;
      if (settings && !('overlay' in settings)) throw new Error('The settings could not be read.');
    } catch {
      if (isOld() || !contextLives()) return;
      if (++failures >= MANY) listener.unknown();
      timer = setTimeout(ask, AGAIN);
      return;
    }
    if (isOld()) return;
    failures = 0;
    listener.chosen(settings);
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
