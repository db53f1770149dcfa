import type { TileReading } from '../engine/types';
import type { Keeping } from '../messages';
import { type Problem, problemOf } from '../problem';
import { report } from '../report';
import { AUDIENCE, sums } from './audience';
import { SessionClock, steadyNow } from './clock';
import { type Present, RecordedPeople } from './recorded-people';
import type { RecordedParticipant, SecondRow, SessionInfo, StoredSession } from './records';
import { Seconds } from './seconds';
import { labelsOf } from './session-classes';
import { SessionStore } from './store';

/** A row waits at most its own second + LATE + FLUSH_EVERY before it is on disk: a crash loses under ten seconds. */
const FLUSH_EVERY = 3000;
/** A frame may take this long to become a reading, milliseconds. */
const LATE = 2000;
/** Who is recorded of an audience. */
const ALL_AS_ONE = [{ id: AUDIENCE, name: 'Audience', named: false, isSelf: false, camera: 'on' }] as const;
const ALL_KEPT: Keeping = { pseudonyms: false, isFleeting: false };
/**
 * Milliseconds between two writes of who was there when, for each character of it: it grows with every camera that is
 * switched, and is written whole. A minute for an hour of nine people. Names and newcomers are written at once.
 */
const PRESENCE_REST = 4;
/** Milliseconds after which a write is late: something holds the storage. */
const SLOW = 10_000;
/** Rows kept in memory while they cannot be written: an hour with 16 participants, about 20 MB. */
const MAX_WAITING = 57_600;

/** What a recorder is to record. */
export interface Recording {
  readonly session: SessionInfo;
  /** Runs from the session's start. */
  readonly clock: SessionClock;
  /** The pages' documents that the call is read in; the session is found by them if this recorder goes without a word. */
  readonly documents: () => readonly string[];
  /** Those of a session that goes on after a break. */
  readonly participants?: readonly RecordedParticipant[];
  /** Everything, by name, unless told otherwise. */
  readonly keeping?: Keeping;
}

/**
 * Writes a call's readings to IndexedDB while they come. Runs where browser.storage does not exist (the offscreen
 * document). Never throws: what goes wrong is in {@link problem}, and the rows are kept for the next try. If the user
 * deletes the session meanwhile, everything of before is let go, and a new session begins.
 */
export class Recorder {
  private readonly documents: () => readonly string[];
  private session: SessionInfo;
  private clock: SessionClock;
  private seconds: Seconds;
  private people: RecordedPeople;
  private present: readonly Present[] = [];
  private readonly keeping: Pick<Keeping, 'pseudonyms'>;
  /** Whether the session is deleted as soon as it ends; the user may change their mind while it is recorded. */
  isFleeting: boolean;
  private waiting: SecondRow[] = [];
  private dropped = 0;
  private store: SessionStore | null = null;
  /** The store knows that this session is being recorded. */
  private begun = false;
  /** What was stored of the session beside its rows, and of that all but who was there when. */
  private told = '';
  private toldNames = '';
  /** Session time. */
  private toldAt = 0;
  private failure: Problem | null = null;
  /** When the write that is under way began, steady time. */
  private writesSince: number | null = null;
  private lastAt: number;
  private ended = false;
  /** Writes run one after the other. */
  private writing: Promise<void> = Promise.resolve();
  private closing: Promise<void> | null = null;
  private readonly stopClock: () => void;

  /** Records until close(), which ends the session, or until the signal aborts, after which another may go on with it. */
  constructor({ session, clock, documents, participants = [], keeping = ALL_KEPT }: Recording, signal: AbortSignal) {
    this.session = session;
    this.clock = clock;
    this.documents = documents;
    this.keeping = keeping;
    this.isFleeting = keeping.isFleeting;
    this.people = new RecordedPeople(keeping, participants);
    this.seconds = new Seconds(session.id, labelsOf(session));
    this.lastAt = session.startedAt;
    const timer = setInterval(() => void this.tick(), FLUSH_EVERY);
    const onAbort = () => void this.close();
    this.stopClock = () => {
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    // At once, so that deleting works from the first second on, before there is a row.
    else this.writing = this.write();
  }

  get sessionId(): string {
    return this.session.id;
  }

  /** The session's time, whole milliseconds. */
  get now(): number {
    return Math.floor(this.clock.at());
  }

  /** For the user while readings cannot be stored; null while all is well. */
  get problem(): Problem | null {
    const isSlow = this.writesSince !== null && steadyNow() - this.writesSince > SLOW;
    return isSlow ? { code: 'storage_slow' } : this.failure;
  }

  /** Everyone in the call now. Those who left stay in the session. */
  participants(list: readonly Present[]): void {
    this.present = list;
    this.people.note(this.isAudience ? ALL_AS_ONE : list.filter(({ excluded }) => !excluded), this.clock.at());
  }

  /** Whether the session has anything of a participant, if only their name. */
  keeps(participant: string): boolean {
    return this.people.has(participant);
  }

  /** @param reading its time is steady time (clock.ts). */
  add(reading: TileReading): void {
    if (!this.closing) this.seconds.add({ ...reading, time: this.clock.at(reading.time) });
  }

  /** Writes what is due by now, as the recorder does by itself every few seconds. */
  tick(): Promise<void> {
    return this.flushUntil(this.clock.at() - LATE);
  }

  /** Writes every second that has ended, those included that wait for late readings, and who was there until now. */
  flush(): Promise<void> {
    this.toldAt = Number.NEGATIVE_INFINITY;
    return this.flushUntil(this.clock.at());
  }

  /**
   * Deletes all that was read of a participant until now, and their name; who is still there begins anew. What could not
   * be deleted is kept with their name, so that it can be tried again.
   * @returns why, where it failed, which {@link problem} says as well.
   */
  erase(participant: string): Promise<Problem | null> {
    this.seconds.forget(participant);
    this.waiting = this.waiting.filter((row) => row.participant !== participant);
    const erased = this.writing.then(() => this.eraseStored(participant));
    this.writing = erased.then(() => undefined);
    return erased;
  }

  private async eraseStored(participant: string): Promise<Problem | null> {
    // What could not be written came back.
    this.waiting = this.waiting.filter((row) => row.participant !== participant);
    try {
      this.store ??= await SessionStore.open();
      await this.store.deleteParticipant(this.session.id, participant);
      this.people.forget(participant);
      this.participants(this.present);
      // Who is still there was perhaps stored anew before, and went with it.
      this.told = '';
      this.toldNames = '';
      return null;
    } catch (error) {
      report('deleting what was read of somebody', error);
      this.failure = problemOf(error);
      return this.failure;
    }
  }

  /** The session ends: writes the rest and lets go of the database. Later readings are ignored. */
  finish(): Promise<void> {
    this.ended = true;
    return this.close();
  }

  private close(): Promise<void> {
    this.closing ??= this.letGo();
    return this.closing;
  }

  private async letGo(): Promise<void> {
    this.stopClock();
    await this.flushUntil(Number.POSITIVE_INFINITY);
    if (this.isFleeting && this.ended) await this.forgetAll();
    this.store?.close();
    this.store = null;
  }

  private async forgetAll(): Promise<void> {
    try {
      this.store ??= await SessionStore.open();
      await this.store.delete(this.session.id);
    } catch (error) {
      report('deleting a fleeting session', error);
    }
  }

  private get isAudience(): boolean {
    return this.session.mode === 'audience';
  }

  private flushUntil(until: number): Promise<void> {
    this.clock.check();
    const read = this.seconds.takeUntil(until);
    const rows = this.isAudience ? sums(read, labelsOf(this.session)) : read;
    for (const { participant } of rows) this.people.wasRead(participant);
    this.waiting.push(...rows);
    const tooMany = this.waiting.length - MAX_WAITING;
    if (tooMany > 0) {
      this.waiting.splice(0, tooMany);
      this.dropped += tooMany;
    }
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const rows = this.waiting;
    if (rows.length === 0 && this.begun && !this.ended) return;
    this.waiting = [];
    this.writesSince = steadyNow();
    try {
      this.store ??= await SessionStore.open();
      const { id } = this.session;
      for (const { second } of rows) this.lastAt = Math.max(this.lastAt, second * 1000);
      const state = { lastAt: this.lastAt, documents: this.ended ? [] : this.documents() };
      if (!this.begun) await this.store.begin(id, state.documents, this.lastAt);
      this.begun = true;
      const session = this.stored();
      const told = JSON.stringify({ ...session, lastAt: 0 });
      const names = JSON.stringify({ ...session, lastAt: 0 }, (key, value) => (key === 'presence' ? undefined : value));
      const now = this.clock.at();
      const isDue =
        names !== this.toldNames || this.closing !== null || now - this.toldAt >= PRESENCE_REST * told.length;
      // There is no session before its first row.
      const isNews = (rows.length > 0 || this.told !== '') && told !== this.told && isDue;
      if (await this.store.append(id, isNews ? session : null, rows, state)) {
        if (isNews) [this.told, this.toldNames, this.toldAt] = [told, names, now];
      } else this.startOver();
      this.failure = this.dropped > 0 ? { code: 'storage_dropped', count: this.dropped } : null;
    } catch (error) {
      report('storing readings', error);
      this.waiting = [...rows, ...this.waiting];
      this.failure = problemOf(error);
      // A connection that failed once (closed by the browser, schema raised elsewhere) is opened anew at the next try.
      this.store?.close();
      this.store = null;
    } finally {
      this.writesSince = null;
    }
  }

  /** The user deleted the session. What was gathered and not stored yet may be from before, so it goes as well. */
  private startOver(): void {
    this.clock = new SessionClock();
    this.session = { ...this.session, id: crypto.randomUUID(), startedAt: this.clock.at() };
    this.seconds = new Seconds(this.session.id, labelsOf(this.session));
    this.people = new RecordedPeople(this.keeping);
    this.waiting = [];
    this.dropped = 0;
    this.begun = false;
    this.told = '';
    this.toldNames = '';
    this.lastAt = this.session.startedAt;
    this.participants(this.present);
  }

  private stored(): StoredSession {
    const { jumps } = this.clock;
    return {
      ...this.session,
      lastAt: this.lastAt,
      participants: this.people.all,
      ...(jumps.length > 0 ? { clockJumps: [...jumps] } : {}),
    };
  }
}
