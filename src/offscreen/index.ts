import { CallHost } from '../bridge/call-host';
import { handle, send } from '../bridge/requests';
import { assetsUnder } from '../engine/assets';
import type { Participant } from '../messages';
import { ownModel } from '../own-model/store';
import { unfinishedOf } from '../session/unfinished';
import type { Call } from './call';
import { Calls } from './calls';
import { runClock } from './clock';
import { EngineHost } from './engine-host';
import { monitor } from './monitor';

// Wiring only. The document lives as long as calls are read (background/offscreen.ts), and everything ends with it.
const life = new AbortController();
addEventListener('pagehide', () => life.abort(), { once: true });

const engine = new EngineHost(assetsUnder(chrome.runtime.getURL('')), life.signal, ownModel);
/** Another model waits until no call is read. */
let isOutdated = false;
const renewWhenIdle = () => {
  if (!isOutdated || calls.isAny) return;
  isOutdated = false;
  engine.renew();
};
const calls = new Calls(life.signal, (read) => {
  renewWhenIdle();
  // The worker may be restarting; it hears of the next change, and asks Chrome for the rest.
  send('calls.changed', { calls: read }).catch((error: unknown) => console.warn('calls.changed went unheard.', error));
});

chrome.runtime.onConnect.addListener((port) => {
  const snapshotOf = (tabId: number) => calls.in(tabId)?.snapshot(engine.state) ?? null;
  if (!monitor(port, snapshotOf, life.signal)) serve(port);
});

handle('offscreen', {
  'participant.exclude': async ({ tabId, ...order }) => {
    const id = await calls.exclude(tabId, order);
    if (id !== null) engine.forget(id);
    return id !== null ? { ok: true } : { ok: false, message: 'They are no longer in the call.' };
  },
  'sessions.flush': async () => {
    await calls.flush();
    return { ok: true };
  },
  'model.changed': () => {
    isOutdated = true;
    renewWhenIdle();
    return { ok: true };
  },
  'call.mark': ({ tabId, word, time }) =>
    calls.in(tabId)?.mark(word, time) ?? { ok: false, message: 'No call is being read in this tab.' },
});

/** Reads the call behind a content script's port until it closes. */
function serve(port: chrome.runtime.Port): void {
  const end = new AbortController();
  const signal = AbortSignal.any([life.signal, end.signal]);
  let call: Call | null = null;
  let greeted = false;
  /** Told before the call was there. */
  let early: readonly Participant[] | null = null;
  const forget = (ids: readonly string[]) => {
    for (const id of ids) engine.forget(id);
  };
  CallHost.accept(port, (host) => ({
    async hello(terms) {
      if (greeted) return;
      greeted = true;
      const unfinished = calls.has(host().tabId) ? null : await unfinishedOf(host().documentId);
      if (signal.aborted) return;
      call = calls.join(host(), terms, unfinished);
      if (early) forget(call.setParticipants(host(), early));
      host().send({ type: 'engine', engine: engine.state });
      engine.watch((state) => host().send({ type: 'engine', engine: state }), signal);
      engine.start();
      void runClock(host(), call, engine, signal);
    },
    participants(list) {
      if (call) forget(call.setParticipants(host(), list));
      else early = list;
    },
    effort(effort) {
      if (call) call.pace.effort = effort;
    },
    tuning(tuning) {
      engine.tune(tuning);
    },
    stopped() {
      calls.end(host());
    },
    gone() {
      end.abort();
      if (call) forget(call.remove(host()));
      calls.leave(host());
    },
  }));
}
