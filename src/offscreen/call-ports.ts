import type { Runtime } from 'webextension-polyfill';
import { CallHost } from '../bridge/call-host';
import { send } from '../bridge/requests';
import { inTime } from '../engine/in-time';
import { CALL_PORT, type Participant } from '../messages';
import { report } from '../report';
import { unfinishedOf } from '../session/unfinished';
import type { Call } from './call';
import type { Calls } from './calls';
import { runClock } from './clock';
import type { EngineHost } from './engine-host';

/** Milliseconds for the storage to say whether a call goes on: one that hangs must not keep it from being read. */
const STORAGE = 20_000;

/** The ports of all pages' content scripts: one of each document. */
export class CallPorts {
  private readonly documents = new Map<string, Runtime.Port>();

  constructor(
    private readonly calls: Calls,
    private readonly engine: EngineHost,
    private readonly signal: AbortSignal,
  ) {}

  /** Reads the call behind a content script's port until it closes; leaves every other port alone. */
  serve(port: Runtime.Port): void {
    const { documentId } = port.sender ?? {};
    // A second one would speak for the same people.
    if (port.name === CALL_PORT && documentId !== undefined && this.documents.has(documentId)) {
      port.disconnect();
      return;
    }
    const end = new AbortController();
    const signal = AbortSignal.any([this.signal, end.signal]);
    let call: Call | null = null;
    let greeted = false;
    /** Told before the call was there. */
    let early: readonly Participant[] | null = null;
    const accepted = CallHost.accept(port, (host) => ({
      hello: (callKey) => {
        if (greeted) return;
        greeted = true;
        this.join(host(), callKey, signal)
          .then((joined) => {
            call = joined;
            if (!call) return;
            // Before frames are read: nobody is whom the page did not tell of.
            if (early) this.forget(call.setParticipants(host(), early));
            early = null;
            void runClock(host(), call, this.engine, signal);
          })
          .catch((error: unknown) => {
            if (signal.aborted) return;
            report('asking whether a page is to be read', error);
            host().refuse({ code: 'page_unknown' });
            host().close();
          });
      },
      participants: (list) => {
        if (call) this.forget(call.setParticipants(host(), list));
        else early = list;
      },
      stopped: () => this.calls.end(host()),
      gone: () => {
        if (this.documents.get(host().documentId) === port) this.documents.delete(host().documentId);
        end.abort();
        if (call) this.forget(call.remove(host()));
        this.calls.leave(host());
      },
    }));
    if (accepted) this.documents.set(accepted.documentId, port);
  }

  /**
   * The call of a port that introduced itself, whose reading begins.
   * @returns null where the port closed meanwhile, or its page is not to be read
   * @throws where the worker or the storage did not answer: a page that connects anew asks again.
   */
  private async join(host: CallHost, callKey: string | null, signal: AbortSignal): Promise<Call | null> {
    const { tabId, documentId, origin } = host;
    const stored = await inTime(unfinishedOf(documentId), STORAGE, 'engine_slow').catch((error: unknown) => {
      report('looking for unfinished sessions', error);
      return null;
    });
    // Last, so that nothing that the user chooses meanwhile is undone by what was so before.
    const terms = await send('call.terms', { tabId, documentId, origin });
    if (signal.aborted) return null;
    if (terms === null) {
      host.refuse({ code: 'page_notStarted' });
      return null;
    }
    if (!terms || !('mode' in terms)) throw new Error('The terms of a page could not be read.');
    const unfinished = this.calls.has(tabId) ? null : stored;
    const call = this.calls.join(host, { ...terms, callKey }, unfinished);
    this.engine.tune(terms.tuning);
    host.send({ type: 'engine', engine: this.engine.state });
    this.engine.watch((state) => host.send({ type: 'engine', engine: state }), signal);
    this.engine.start();
    return call;
  }

  private forget(ids: readonly string[]): void {
    for (const id of ids) this.engine.forget(id);
  }
}
