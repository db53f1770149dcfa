import browser, { type Runtime } from 'webextension-polyfill';
import { type CallSnapshot, MONITOR_PORT, type ToMonitor, type ToMonitored } from '../messages';

/** Milliseconds between two looks at the call; a snapshot is sent where something changed. */
const INTERVAL = 250;

/**
 * Answers the popup's port: snapshots of the call in the tab that it watches, while it is open.
 *
 * @returns false for any other port, which is left alone.
 */
export function monitor(
  port: Runtime.Port,
  snapshotOf: (tabId: number) => CallSnapshot | null,
  signal: AbortSignal,
): boolean {
  // By its address: the popup may also be open in a tab.
  if (port.name !== MONITOR_PORT || !port.sender?.url?.startsWith(browser.runtime.getURL(''))) return false;
  let tabId: number | null = null;
  let sent: string | null = null;
  const look = () => {
    if (tabId === null) return;
    const snapshot = snapshotOf(tabId);
    const now = JSON.stringify(snapshot);
    if (now === sent) return;
    sent = now;
    port.postMessage({ type: 'snapshot', snapshot } satisfies ToMonitor);
  };
  const clock = setInterval(look, INTERVAL);
  const end = () => clearInterval(clock);
  signal.addEventListener('abort', end, { once: true });
  port.onDisconnect.addListener(() => {
    end();
    signal.removeEventListener('abort', end);
  });
  port.onMessage.addListener((given: unknown) => {
    const message = given as Partial<ToMonitored> | null;
    if (message?.type !== 'watch' || typeof message.tabId !== 'number') return;
    tabId = message.tabId;
    sent = null;
    look();
  });
  return true;
}
