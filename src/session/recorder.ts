import type { TileReading } from '../engine/types';
import type { Participant } from '../messages';
import { AUDIENCE, sums } from './audience';
import { renamed } from './names';
import { changed } from './presence';
import type { RecordedParticipant, SecondRow, SessionInfo, StoredSession } from './records';
import { Seconds } from './seconds';
import { SessionStore } from './store';

/** A row waits at most its own second + LATE + FLUSH_EVERY before it is on disk: a crash loses under ten seconds. */
const FLUSH_EVERY = 3000;
/** A frame may take this long to become a reading, milliseconds. */
const LATE = 2000;
/** Who is recorded of an audience. */
const ALL_AS_ONE = [{ id: AUDIENCE, name: 'Audience', isSelf: false, camera: 'on' }] as const;
/** Rows kept in memory while they cannot be written: an hour with 16 participants, about 20 MB. */
const MAX_WAITING = 57_600;

/**
 * Writes a call's readings to IndexedDB while they come. Runs where chrome.storage does not exist (the offscreen
 * document). Never throws: what goes wrong is in {@link problem}, and the rows are kept for the next try.
 */
export class Recorder {
  readonly #session: SessionInfo;
  readonly #seconds: Seconds;
  readonly #participants = new Map<string, RecordedParticipant>();
  #waiting: SecondRow[] = [];
  #dropped = 0;
  #store: SessionStore | null = null;
  #problem: string | null = null;
  #lastAt: number;
  /** Writes run one after the other. */
  #writing: Promise<void> = Promise.resolve();
  #closing: Promise<void> | null = null;
  readonly #stopClock: () => void;

  /** Records until the signal aborts or close() is called; both write what is there. */
  constructor(session: SessionInfo, signal: AbortSignal) {
    this.#session = session;
    this.#seconds = new Seconds(session.id);
    this.#lastAt = session.startedAt;
    const timer = setInterval(() => void this.#flush(Date.now() - LATE), FLUSH_EVERY);
    const onAbort = () => void this.close();
    this.#stopClock = () => {
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  }

  /** A sentence for the user while readings cannot be stored; null while all is well. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Everyone in the call now. Those who left stay in the session. */
  participants(list: readonly Participant[]): void {
    const now = Date.now();
    const present = this.#isAudience ? ALL_AS_ONE : list;
    for (const { id, name, isSelf, camera } of present) {
      const known = this.#participants.get(id);
      const names = renamed(known?.names ?? [], name, now);
      this.#participants.set(id, { id, isSelf, names, presence: changed(known?.presence ?? [], camera, now) });
    }
    const here = new Set<string>(present.map(({ id }) => id));
    for (const [id, gone] of this.#participants)
      if (!here.has(id)) this.#participants.set(id, { ...gone, presence: changed(gone.presence ?? [], 'away', now) });
  }

  add(reading: TileReading): void {
    if (!this.#closing) this.#seconds.add(reading);
  }

  /** Writes every second that has ended, those included that wait for late readings. */
  flush(): Promise<void> {
    return this.#flush(Date.now());
  }

  /** Writes the rest and lets go of the database. Later readings are ignored. */
  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    this.#stopClock();
    await this.#flush(Number.POSITIVE_INFINITY);
    this.#store?.close();
    this.#store = null;
  }

  get #isAudience(): boolean {
    return this.#session.mode === 'audience';
  }

  #flush(until: number): Promise<void> {
    const rows = this.#seconds.takeUntil(until);
    this.#waiting.push(...(this.#isAudience ? sums(rows) : rows));
    const tooMany = this.#waiting.length - MAX_WAITING;
    if (tooMany > 0) {
      this.#waiting.splice(0, tooMany);
      this.#dropped += tooMany;
    }
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const rows = this.#waiting;
    if (rows.length === 0) return;
    this.#waiting = [];
    try {
      this.#store ??= await SessionStore.open();
      await this.#store.write(this.#stored(rows), rows);
      this.#problem = this.#dropped > 0 ? droppedSentence(this.#dropped) : null;
    } catch (error) {
      this.#waiting = [...rows, ...this.#waiting];
      this.#problem = error instanceof Error ? error.message : String(error);
      // A connection that failed once (closed by the browser, schema raised elsewhere) is opened anew at the next try.
      this.#store?.close();
      this.#store = null;
    }
  }

  #stored(rows: readonly SecondRow[]): StoredSession {
    for (const row of rows) this.#lastAt = Math.max(this.#lastAt, row.second * 1000);
    return { ...this.#session, lastAt: this.#lastAt, participants: [...this.#participants.values()] };
  }
}

function droppedSentence(rows: number): string {
  return `Storage was full for too long: ${rows} rows of this session are lost. New readings are stored again.`;
}
