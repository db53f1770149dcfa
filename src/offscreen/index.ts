import browser from 'webextension-polyfill';
import { backendMemory } from '../backend-memory';
import '../bridge/report-errors';
import { handle, send } from '../bridge/requests';
import { assetsUnder } from '../engine/assets';
import { ownModel } from '../own-model/store';
import { report } from '../report';
import { CallPorts } from './call-ports';
import { Calls } from './calls';
import { EngineHost } from './engine-host';
import { monitor } from './monitor';
import { watchPower } from './power';

// Wiring only. The document lives as long as calls are read (background/offscreen.ts), and everything ends with it.
const life = new AbortController();
addEventListener('pagehide', () => life.abort(), { once: true });

const engine = new EngineHost(assetsUnder(browser.runtime.getURL('')), life.signal, ownModel, backendMemory);
// The document is there for a call that is about to be read.
engine.start();
/** Another model waits until no call is read. */
let isOutdated = false;
const renewWhenIdle = () => {
  if (!isOutdated || calls.isAny) return;
  isOutdated = false;
  calls.endWaiting();
  engine.renew();
};
const calls = new Calls(
  life.signal,
  (read) => {
    renewWhenIdle();
    // The worker may be restarting; it hears of the next change, and asks Chrome for the rest.
    send('calls.changed', { calls: read }).catch((error: unknown) => report('telling which calls are read', error));
  },
  (call) => engine.forgetAll(call.engineId('')),
);

const ports = new CallPorts(calls, engine, life.signal);
void watchPower((power) => calls.setPower(power), life.signal);

browser.runtime.onConnect.addListener((port) => {
  const snapshotOf = (tabId: number) => calls.in(tabId)?.snapshot(engine.state) ?? null;
  if (!monitor(port, snapshotOf, life.signal)) ports.serve(port);
});

handle('offscreen', {
  'participant.exclude': ({ tabId, ...order }) => {
    const id = calls.exclude(tabId, order);
    // Of who does not want to be read nothing is kept.
    if (id !== null) engine.forget(id, 'for good');
    return id !== null ? { ok: true } : { ok: false, problem: { code: 'exclude_gone' } };
  },
  'participant.erase': async ({ session, participant }) => {
    const { id, isErased } = await calls.erase(session, participant);
    if (id !== null) engine.forget(id, 'for good');
    return { ok: true, isErased };
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
  'reading.tuned': ({ effort, tuning, isFleeting }) => {
    calls.setEffort(effort);
    calls.setFleeting(isFleeting);
    engine.tune(tuning);
    return { ok: true };
  },
  'call.mark': ({ tabId, word, time }) =>
    calls.in(tabId)?.mark(word, time) ?? { ok: false, problem: { code: 'mark_noCall' } },
});
