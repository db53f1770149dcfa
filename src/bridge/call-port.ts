import browser, { type Runtime } from 'webextension-polyfill';
import { CALL_PORT, type ToCall, type ToEngine } from '../messages';
import { type Problem, problemOf } from '../problem';
import { report } from '../report';
import { contextLives } from './context';
import { send } from './requests';

/** Milliseconds to the next try after the first, second … failure. */
const BACK_OFF = [200, 500, 1000, 2000, 4000];

/** A signal's reason: reading was stopped, rather than broken off by a page or an extension that went. */
export const STOPPED = 'stopped';

/** A signal's reason: the extension was updated, switched off, or crashed. */
export const GONE = 'gone';

export interface CallPortListener {
  /** The engine listens: introduce yourself. */
  connected(): void;
  message(message: ToCall): void;
  /** The engine is gone; it is being brought back. `why` where that failed as well. */
  lost(why?: Problem): void;
  /** The extension was updated or removed: nothing will come back. */
  gone(): void;
}

export interface CallPort {
  /** Does nothing while the engine is gone. */
  send(message: ToEngine): void;
  /** Drops a connection that is silent though it should not be, so that a new one is made. */
  restart(): void;
}

/** The content script's end of the call's port: connects, and connects again after a loss, until the signal aborts. */
export function openCallPort(listener: CallPortListener, signal: AbortSignal): CallPort {
  let port: Runtime.Port | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whoever started reading brought the engine up. */
  let isUp = true;

  const lose = (why?: Problem) => {
    port = null;
    isUp = false;
    if (signal.aborted) return;
    if (!contextLives()) return listener.gone();
    listener.lost(why);
    clearTimeout(timer);
    timer = setTimeout(connect, BACK_OFF[Math.min(failures++, BACK_OFF.length - 1)]);
  };

  const connect = async () => {
    try {
      // In either case later: who opens the port has it only then.
      const outcome = await (isUp ? null : send('engine.ensure', {}));
      if (signal.aborted) return;
      if (outcome?.ok === false) return lose(outcome.problem);
      const opened = browser.runtime.connect({ name: CALL_PORT });
      port = opened;
      opened.onMessage.addListener((message) => {
        if (port !== opened || signal.aborted) return;
        // What is refused may be refused again at once.
        if ((message as ToCall).type !== 'refused') failures = 0;
        listener.message(message as ToCall);
      });
      opened.onDisconnect.addListener(() => {
        // Chrome reports an unread lastError otherwise; the loss itself is all there is to know.
        void browser.runtime?.lastError;
        if (port === opened) lose();
      });
      listener.connected();
    } catch (error) {
      if (contextLives()) report('reaching the engine', error);
      // The engine has one port of each document: a second would be refused beside it.
      port?.disconnect();
      lose(problemOf(error));
    }
  };

  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      try {
        if (signal.reason === STOPPED) port?.postMessage({ type: 'stopped' } satisfies ToEngine);
        port?.disconnect();
      } catch {
        // The extension is gone, and the port with it.
      }
      port = null;
    },
    { once: true },
  );
  void connect();

  return {
    send(message) {
      try {
        port?.postMessage(message);
      } catch (error) {
        if (contextLives()) report('sending to the engine', error);
        port?.disconnect();
        lose(problemOf(error));
      }
    },
    restart() {
      if (!port) return;
      port.disconnect();
      lose();
    },
  };
}
