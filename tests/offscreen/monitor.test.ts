import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Runtime } from 'webextension-polyfill';
import { type CallSnapshot, MONITOR_PORT } from '../../src/messages';
import { monitor } from '../../src/offscreen/monitor';
import { stubBrowser } from '../browser-api';

const OWN = 'chrome-extension://own/';

beforeEach(() => {
  vi.useFakeTimers();
  stubBrowser({ runtime: { id: 'own', getURL: (path: string) => OWN + path } });
});
afterEach(() => {
  vi.useRealTimers();
});

function connect(snapshotOf: (tabId: number) => CallSnapshot | null, changes: object = {}) {
  const sent: unknown[] = [];
  let say: (message: unknown) => void = () => {};
  let disconnect: () => void = () => {};
  const port = {
    name: MONITOR_PORT,
    sender: { id: 'own', url: `${OWN}src/popup/index.html` },
    postMessage: (message: unknown) => sent.push(message),
    onMessage: { addListener: (listener: typeof say) => (say = listener) },
    onDisconnect: { addListener: (listener: typeof disconnect) => (disconnect = listener) },
    ...changes,
  } as unknown as Runtime.Port;
  const taken = monitor(port, snapshotOf, new AbortController().signal);
  return { taken, sent, watch: (tabId: unknown) => say({ type: 'watch', tabId }), disconnect: () => disconnect() };
}

const snapshot = (rate: number) => ({ rate }) as CallSnapshot;

describe('monitor', () => {
  it.each([
    ['of another name', { name: 'other' }],
    ['of a content script', { sender: { id: 'own', url: 'https://meet.google.com/', tab: { id: 1 } } }],
    ['of another extension', { sender: { id: 'stranger', url: 'chrome-extension://stranger/page.html' } }],
  ])('leaves ports %s alone', (_, changes) => {
    expect(connect(() => null, changes).taken).toBe(false);
  });

  it('answers at once, then only when something changed, four times a second at most', () => {
    let rate = 1;
    const { sent, watch } = connect((tabId) => (tabId === 5 ? snapshot(rate) : null));
    watch(5);
    expect(sent).toEqual([{ type: 'snapshot', snapshot: snapshot(1) }]);
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(1);
    for (let time = 0; time < 1000; time += 50) {
      rate++;
      vi.advanceTimersByTime(50);
    }
    expect(sent).toHaveLength(5);
  });

  it('says when the call of its tab is over', () => {
    let call: CallSnapshot | null = snapshot(1);
    const { sent, watch } = connect(() => call);
    watch(5);
    call = null;
    vi.advanceTimersByTime(250);
    expect(sent.at(-1)).toEqual({ type: 'snapshot', snapshot: null });
  });

  it('stops when the popup closes', () => {
    let looks = 0;
    const { watch, disconnect } = connect(() => snapshot(looks++));
    watch(5);
    disconnect();
    const before = looks;
    vi.advanceTimersByTime(5000);
    expect(looks).toBe(before);
  });
});
