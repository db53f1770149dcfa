import type { CallHost } from '../bridge/call-host';
import type { Effort } from '../effort';
import type { CallTerms, Exclusion, ReadTab } from '../messages';
import type { Unfinished } from '../session/unfinished';
import { Call } from './call';
import type { Power } from './power';

/** Milliseconds for a page to come back (a port that broke, a reload) and still be the same session. */
const GRACE = 10_000;

/** The calls that are read, by tab. A tab's call lives while one of its ports is open, and a little longer. */
export class Calls {
  private readonly calls = new Map<
    number,
    {
      readonly call: Call;
      readonly terms: CallTerms;
      readonly hosts: Set<CallHost>;
      ending: AbortController;
    }
  >();
  private power: Power = 'mains';
  /** Calls that are over, and write the rest. */
  private readonly ending = new Set<Call>();

  /**
   * @param onChange hears the tabs with an open port, and how they are read, whenever they are others than before.
   * @param onOver hears of each call that nobody comes back to.
   */
  constructor(
    private readonly signal: AbortSignal,
    private readonly onChange: (read: ReadTab[]) => void,
    private readonly onOver: (call: Call) => void = () => {},
  ) {}

  /**
   * The call that a port belongs to, from its hello on.
   * @param unfinished its session, where another document of the engine went without ending it
   */
  join(host: CallHost, terms: CallTerms, unfinished: Unfinished | null = null): Call {
    let entry = this.calls.get(host.tabId);
    if (entry?.hosts.size === 0 && !isSameCall(entry.terms, terms)) {
      // Another call, in a tab whose last one ended only now.
      entry.ending.abort();
      this.calls.delete(host.tabId);
      this.close(entry.call);
      entry = undefined;
    }
    if (!entry) {
      const call = new Call(host.tabId, terms, this.signal, unfinished);
      entry = { call, terms, hosts: new Set(), ending: new AbortController() };
      this.calls.set(host.tabId, entry);
    }
    entry.ending.abort();
    const isNew = entry.hosts.size === 0;
    entry.hosts.add(host);
    entry.call.pace.effort = terms.effort;
    entry.call.pace.power = this.power;
    entry.call.from(host, terms.place);
    entry.call.setFleeting(terms.isFleeting);
    if (isNew) this.tell();
    return entry.call;
  }

  /** The user stopped reading: the tab's session is over, and its other frames stop as well. */
  end(host: CallHost): void {
    const entry = this.calls.get(host.tabId);
    if (!entry?.hosts.has(host)) return;
    this.calls.delete(host.tabId);
    this.close(entry.call);
    this.tell();
  }

  /** A port closed. */
  leave(host: CallHost): void {
    const entry = this.calls.get(host.tabId);
    if (!entry?.hosts.delete(host) || entry.hosts.size > 0) return;
    this.tell();
    const ending = new AbortController();
    entry.ending = ending;
    const timer = setTimeout(() => {
      this.calls.delete(host.tabId);
      this.close(entry.call);
    }, GRACE);
    AbortSignal.any([ending.signal, this.signal]).addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  /** Stores what was read so far in every call, those that just ended included. */
  async flush(): Promise<void> {
    const read = [...this.calls.values()].map(({ call }) => call.flush());
    await Promise.all([...read, ...[...this.ending].map((call) => call.end())]);
  }

  /** Of every call from now on. */
  setEffort(effort: Effort): void {
    for (const { call } of this.calls.values()) call.pace.effort = effort;
  }

  /** Whether the sessions of the calls that are read now are deleted when they end. */
  setFleeting(isFleeting: boolean): void {
    for (const { call } of this.calls.values()) call.setFleeting(isFleeting);
  }

  /** What the machine runs on, for every call from now on. */
  setPower(power: Power): void {
    this.power = power;
    for (const { call } of this.calls.values()) call.pace.power = power;
  }

  /** Whether a port of this tab would belong to a call that is there already. */
  has(tabId: number): boolean {
    return this.calls.has(tabId);
  }

  /** @returns the id, in the engine's terms, of who is left out or read again; null where there is nobody of that id. */
  exclude(tabId: number, order: Omit<Exclusion, 'tabId'>): string | null {
    const entry = this.calls.get(tabId);
    for (const host of entry?.hosts ?? []) {
      const id = entry!.call.exclude(host, order);
      if (id !== null) return id;
    }
    return null;
  }

  /**
   * As {@link Call.erase}, in whichever call is of the session.
   * @returns whether that call recorded it, and their id in the engine's terms; null where no call is of that session.
   */
  async erase(
    session: string,
    participant: string,
  ): Promise<{ readonly id: string | null; readonly isErased: boolean }> {
    // Their last rows are written first: they would come after what is deleted.
    await Promise.all([...this.ending].map((call) => call.end()));
    for (const { call } of this.calls.values()) {
      if (!call.isOf(session)) continue;
      return { isErased: await call.erase(session, participant), id: call.engineId(participant) };
    }
    return { id: null, isErased: false };
  }

  /** Whether any call has an open port. */
  get isAny(): boolean {
    return [...this.calls.values()].some(({ hosts }) => hosts.size > 0);
  }

  /** Ends those whose page may come back: what is read then, by another model, is another session. */
  endWaiting(): void {
    for (const [tabId, { hosts, call, ending }] of this.calls) {
      if (hosts.size > 0) continue;
      ending.abort();
      this.calls.delete(tabId);
      this.close(call);
    }
  }

  /** The call that is read in a tab now. */
  in(tabId: number): Call | null {
    const entry = this.calls.get(tabId);
    return entry && entry.hosts.size > 0 ? entry.call : null;
  }

  private close(call: Call): void {
    this.ending.add(call);
    this.onOver(call);
    void call.end().finally(() => this.ending.delete(call));
  }

  private tell(): void {
    const read = [...this.calls].filter(([, { hosts }]) => hosts.size > 0);
    this.onChange(read.map(([tabId, { terms }]) => ({ tabId, mode: terms.mode })));
  }
}

/** Where an address names no call, it may be. What is read in another way is another session. */
function isSameCall(one: CallTerms, other: CallTerms): boolean {
  const isSameKey = one.callKey === null || other.callKey === null || one.callKey === other.callKey;
  return isSameKey && one.mode === other.mode;
}
