import type { CallHost } from '../bridge/call-host';
import type { EngineState, ModelReport, TileReading } from '../engine/types';
import type { AudienceNow, CallSnapshot, CallTerms, Exclusion, MarkOutcome, Participant, Wishes } from '../messages';
import { Failure } from '../problem';
import { counts, MIN_AUDIENCE } from '../session/audience';
import { SessionClock, steadyNow } from '../session/clock';
import { LONGEST_WORD } from '../session/marks';
import type { Present } from '../session/recorded-people';
import { Recorder } from '../session/recorder';
import { SessionStore } from '../session/store';
import type { Unfinished } from '../session/unfinished';
import { CallParticipants } from './call-participants';
import { History } from './history';
import { Pace } from './pace';
import { CallIds, type ParticipantIds } from './participant-ids';
import { Rate } from './rate';

/**
 * One call that is read: everything of one tab from the first port to the last, which is one session. A call page may
 * spread over frames, each with its own port, and a port may break and come back.
 */
export class Call {
  readonly id = crypto.randomUUID();
  private readonly clock = new SessionClock();
  private readonly startedAt = this.clock.at();
  private readonly ids: CallIds;
  private readonly people = new CallParticipants();
  private readonly rate = new Rate();
  /** Of all the tab's frames: they share what the user grants. */
  readonly pace = new Pace();
  private readonly history = new History();
  private recorder: Recorder | null = null;
  private isOver = false;
  private isFleeting = false;
  /** Session ids of those who are left out, and whose page does not know it yet. */
  private readonly leaving = new Set<string>();
  /** Where each document's people are left out. */
  private readonly places = new Map<string, string>();

  constructor(
    readonly tabId: number,
    private readonly terms: Omit<CallTerms, 'callKey' | 'place' | keyof Wishes>,
    private readonly signal: AbortSignal,
    private unfinished: Unfinished | null = null,
  ) {
    this.ids = new CallIds(this.id, unfinished?.documents);
  }

  /** What somebody is called whom a port's page calls that. */
  idsOf(host: CallHost, page: string): ParticipantIds {
    return this.ids.of(host.documentId, page);
  }

  /** @param participant as the session names them */
  engineId(participant: string): string {
    return this.ids.engine(participant);
  }

  /** A document of this call is from a place, as siteKey names it. */
  from(host: CallHost, place: string): void {
    this.places.set(host.documentId, place);
  }

  /** @param list by the page's ids. @returns ids, in the engine's terms, of those who left or of whom there is no picture. */
  setParticipants(host: CallHost, list: readonly Participant[]): string[] {
    const ended = this.people.setParticipants(
      host.documentId,
      list.map((one) => this.located(host, one)),
    );
    this.recorder?.participants(this.people.participants);
    return ended.map((id) => this.engineId(id));
  }

  /** As the session knows somebody of whom a port's page tells. */
  private located(host: CallHost, told: Participant): Present {
    const id = this.idsOf(host, told.id).session;
    if (told.excluded) {
      this.leaving.delete(id);
      this.history.forget(id);
    }
    const place = this.places.get(host.documentId);
    const one = { ...told, id, ...(place === undefined ? {} : { place }) };
    return this.leaving.has(id) ? { ...one, camera: 'off', excluded: true } : one;
  }

  /**
   * Leaves somebody of a port's page out from now on, or reads them again.
   * @returns their id in the engine's terms; null where the port's page has nobody of that id.
   */
  exclude(host: CallHost, { participantId, excluded }: Omit<Exclusion, 'tabId'>): string | null {
    if (!this.people.shows(host.documentId, participantId)) return null;
    if (excluded) {
      this.leaving.add(participantId);
      this.history.forget(participantId);
      this.people.exclude(host.documentId, participantId);
    } else this.leaving.delete(participantId);
    host.send({ type: 'exclude', participantId: this.ids.page(host.documentId, participantId), excluded });
    return this.engineId(participantId);
  }

  /** Whether a session is this call's, recorded already or to go on. */
  isOf(session: string): boolean {
    return [this.recorder?.sessionId, this.unfinished?.session.id].includes(session);
  }

  /**
   * Deletes what was recorded of somebody until now. Who is still in the call is read on, from here.
   * @param participant as the session names them
   * @returns false where nothing of that session is being recorded: what is stored stays.
   * @throws Failure.
   */
  async erase(session: string, participant: string): Promise<boolean> {
    const { recorder, unfinished } = this;
    if (!recorder && unfinished?.session.id === session) {
      const participants = unfinished.participants.filter(({ id }) => id !== participant);
      this.unfinished = { ...unfinished, participants };
    }
    if (recorder?.sessionId !== session) return false;
    this.history.forget(participant);
    const problem = await recorder.erase(participant);
    if (problem) throw new Failure(problem);
    return true;
  }

  /** Whether somebody's picture may be looked at: their page told of them, and their camera is on. */
  mayRead(participant: string): boolean {
    return !this.leaving.has(participant) && this.people.isRead(participant);
  }

  /** Whether there is a reading of somebody already. */
  hasRead(participant: string): boolean {
    return this.people.hasRead(participant);
  }

  /** A port closed. @returns as `setParticipants`. */
  remove(host: CallHost): string[] {
    return this.people.remove(host.documentId).map((id) => this.engineId(id));
  }

  /**
   * Keeps and records what was read of somebody.
   *
   * @returns whether it still holds: not where there is no picture of them any more.
   */
  add(reading: TileReading, model: ModelReport): boolean {
    if (!this.people.keep(reading)) return false;
    const { participantId, faces } = reading;
    this.rate.add(participantId, steadyNow());
    if (this.terms.mode !== 'audience') this.history.add(participantId, faces[0], steadyNow());
    this.record(reading, model);
    return true;
  }

  /** @param now steady time, milliseconds. */
  snapshot(engine: EngineState, now = steadyNow()): CallSnapshot {
    const storageProblem = this.recorder?.problem;
    return {
      sessionId: this.recorder?.sessionId ?? this.unfinished?.session.id ?? this.id,
      siteLabel: this.terms.siteLabel,
      mode: this.terms.mode,
      startedAt: this.unfinished?.session.startedAt ?? this.startedAt,
      engine,
      rate: this.rate.at(now),
      keptTo: this.pace.keptTo,
      spares: this.pace.spares,
      ...this.rowsOrSum(now),
      ...(storageProblem ? { storageProblem } : {}),
    };
  }

  private rowsOrSum(now: number): Pick<CallSnapshot, 'rows' | 'audience'> {
    const rows = this.people.rows(now);
    if (this.terms.mode !== 'audience')
      return {
        rows: rows.map((row) => {
          const { id } = row.participant;
          return { ...row, history: this.history.of(id, now), isKept: this.keeps(id) };
        }),
      };
    const faces = rows.flatMap(({ reading }) => reading?.faces ?? []);
    const audience = faces.length < MIN_AUDIENCE ? null : { people: rows.length, counts: countsOf(faces) };
    return { rows: [], audience };
  }

  /** Whether the session has anything of somebody. */
  private keeps(participantId: string): boolean {
    const { recorder, unfinished } = this;
    return recorder ? recorder.keeps(participantId) : !!unfinished?.participants.some(({ id }) => id === participantId);
  }

  /** Marks a moment, now unless an earlier one is named. @param time on the session's clock, milliseconds. */
  async mark(word: string, earlier?: number): Promise<MarkOutcome> {
    if (!this.recorder) return { ok: false, problem: { code: 'mark_early' } };
    const { sessionId: session, now } = this.recorder;
    const time = earlier ?? now;
    const store = await SessionStore.open();
    try {
      await store.setMark({ session, time, word: word.slice(0, LONGEST_WORD) });
      return { ok: true, time };
    } finally {
      store.close();
    }
  }

  /** Whether its session is deleted when it ends. */
  setFleeting(isFleeting: boolean): void {
    this.isFleeting = isFleeting;
    if (this.recorder) this.recorder.isFleeting = isFleeting;
  }

  /** Stores what was read so far, up to the last full second. */
  async flush(): Promise<void> {
    await this.recorder?.flush();
  }

  /** Writes what is left of the session. What is still on its way to it is not recorded. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.recorder?.finish();
  }

  private record(reading: TileReading, model: ModelReport): void {
    if (this.isOver) return;
    this.recorder ??= this.begin(model);
    this.recorder.add(reading);
  }

  private begin({ version: modelVersion, classes }: ModelReport): Recorder {
    const documents = () => this.ids.documents;
    const before = this.unfinished;
    const { siteId, siteLabel, mode } = this.terms;
    // What another model read, or in another mode, stands in a session of its own.
    const goesOn = before?.session.modelVersion === modelVersion && (before.session.mode ?? 'people') === mode;
    const { id, startedAt, clock } = this;
    const utcOffset = -new Date(startedAt).getTimezoneOffset();
    const own = classes.some((kind) => kind.own) ? { classes } : {};
    const recording = goesOn
      ? { session: before.session, clock: before.clock(), documents, participants: before.participants }
      : { session: { id, siteId, siteLabel, mode, startedAt, utcOffset, modelVersion, ...own }, clock, documents };
    const recorder = new Recorder(
      { ...recording, keeping: { ...this.terms, isFleeting: this.isFleeting } },
      this.signal,
    );
    recorder.participants(this.people.participants);
    return recorder;
  }
}

function countsOf(faces: Parameters<typeof counts>[0]): AudienceNow['counts'] {
  return [...counts(faces)].map(([expression, of]) => ({ expression, faces: of }));
}
