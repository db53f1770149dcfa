import browser from 'webextension-polyfill';
import { type CallSnapshot, MONITOR_PORT, type ToMonitor, type ToMonitored } from '../messages';
import { pause } from '../pause';

/** The offscreen document may come up at any moment, and a try costs next to nothing. */
const RETRY = 400;

/**
 * Follows the reading of a tab's call until the signal aborts. Where there is no offscreen document, the port closes at
 * once and is tried again.
 */
export function followCall(
  tabId: number,
  onSnapshot: (snapshot: CallSnapshot | null) => void,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const port = browser.runtime.connect({ name: MONITOR_PORT });
  const end = () => port.disconnect();
  signal.addEventListener('abort', end, { once: true });
  port.onMessage.addListener((given: unknown) => {
    const message = given as ToMonitor;
    if (!signal.aborted && message.type === 'snapshot') onSnapshot(message.snapshot);
  });
  port.onDisconnect.addListener(() => {
    // Reading it tells Chrome that "receiving end does not exist" is expected.
    void browser.runtime.lastError;
    signal.removeEventListener('abort', end);
    if (signal.aborted) return;
    onSnapshot(null);
    void pause(RETRY, signal).then(() => followCall(tabId, onSnapshot, signal));
  });
  port.postMessage({ type: 'watch', tabId } satisfies ToMonitored);
}
