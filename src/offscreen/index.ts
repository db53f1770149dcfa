import '../bridge/report-errors';
import { CallHost } from '../bridge/call-host';
import { handle, send } from '../bridge/requests';
import type { Effort } from '../effort';
import { assetsUnder } from '../engine/assets';
import { CALL_PORT, type Participant } from '../messages';
import { ownModel } from '../own-model/store';
import { report } from '../report';
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
  calls.endWaiting();
  engine.renew();
};
const calls = new Calls(life.signal, (read) => {
  renewWhenIdle();
  // The worker may be restarting; it hears of the next change, and asks Chrome for the rest.
  send('calls.changed', { calls: read }).catch((error: unknown) => report('telling which calls are read', error));
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
  'participant.erase': async ({ session, participant }) => ({
    ok: true,
    isErased: await calls.erase(session, participant),
  }),
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

const NOT_STARTED = 'Reading was not started in this page. Start it in Facet’s popup.';
const UNKNOWN = 'Facet could not find out whether this page is to be read. Start reading again in its popup.';
/** The one port of each page's document. */
const documents = new Map<string, chrome.runtime.Port>();

/** Reads the call behind a content script's port until it closes. */
function serve(port: chrome.runtime.Port): void {
  const { documentId } = port.sender ?? {};
  // A second one would speak for the same people.
  if (port.name === CALL_PORT && documentId !== undefined && documents.has(documentId)) {
    port.disconnect();
    return;
  }
  const end = new AbortController();
  const signal = AbortSignal.any([life.signal, end.signal]);
  let call: Call | null = null;
  let greeted = false;
  /** Told before the call was there. */
  let early: { list?: readonly Participant[]; effort?: Effort } = {};
  const forget = (ids: readonly string[]) => {
    for (const id of ids) engine.forget(id);
  };
  const accepted = CallHost.accept(port, (host) => ({
    async hello(room) {
      if (greeted) return;
      greeted = true;
      const { tabId, documentId, origin } = host();
      const terms = await send('call.terms', { tabId, documentId, origin }).catch(() => undefined);
      if (signal.aborted) return;
      if (!terms || !('mode' in terms)) return host().refuse(terms === null ? NOT_STARTED : UNKNOWN);
      const unfinished = calls.has(host().tabId) ? null : await unfinishedOf(host().documentId);
      if (signal.aborted) return;
      call = calls.join(host(), { ...terms, room }, unfinished);
      if (early.list) forget(call.setParticipants(host(), early.list));
      if (early.effort) call.pace.effort = early.effort;
      early = {};
      host().send({ type: 'engine', engine: engine.state });
      engine.watch((state) => host().send({ type: 'engine', engine: state }), signal);
      engine.start();
      void runClock(host(), call, engine, signal);
    },
    participants(list) {
      if (call) forget(call.setParticipants(host(), list));
      else early.list = list;
    },
    effort(effort) {
      if (call) call.pace.effort = effort;
      else early.effort = effort;
    },
    tuning(tuning) {
      engine.tune(tuning);
    },
    stopped() {
      calls.end(host());
    },
    gone() {
      if (documents.get(host().documentId) === port) documents.delete(host().documentId);
      end.abort();
      if (call) forget(call.remove(host()));
      calls.leave(host());
    },
  }));
  if (accepted) documents.set(accepted.documentId, port);
}
