import type { CallHost } from '../bridge/call-host';
import type { EngineState, ModelReport, TileReading } from '../engine/types';
import type { AudienceNow, CallSnapshot, CallTerms, Exclusion, MarkOutcome, Participant, Wishes } from '../messages';
import { Failure } from '../problem';
import { counts, MIN_AUDIENCE } from '../session/audience';
import { SessionClock, steadyNow } from '../session/clock';
import { LONGEST_WORD } from '../session/marks';
import { Recorder } from '../session/recorder';
import { SessionStore } from '../session/store';
import type { Unfinished } from '../session/unfinished';
import { CallParticipants } from './call-participants';
import { History } from './history';
import { Pace } from './pace';
import { Rate } from './rate';

/**
 * One call that is read: everything of one tab from the first port to the last, which is one session. A call page may
 * spread over frames, each with its own port, and a port may break and come back.
 */
export class Call {
  readonly id = crypto.randomUUID();
  private readonly clock = new SessionClock();
  private readonly startedAt = this.clock.at();
  private readonly people: CallParticipants;
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
    this.people = new CallParticipants(unfinished?.documents);
  }

  /** Participants' ids are the page's; this one is unique among all calls and documents. */
  engineId(host: CallHost, participantId: string): string {
    return this.engineIdOf(this.people.sessionId(host.documentId, participantId));
  }

  /** @param participant as the session names them */
  engineIdOf(participant: string): string {
    return `${this.id} ${participant}`;
  }

  /** A document of this call is from a place, as siteKey names it. */
  from(host: CallHost, place: string): void {
    this.places.set(host.documentId, place);
  }

  /** @returns ids, in the engine's terms, of those who left or of whom there is no picture. */
  setParticipants(host: CallHost, list: readonly Participant[]): string[] {
    for (const { id, excluded } of list) {
      if (!excluded) continue;
      const participant = this.people.sessionId(host.documentId, id);
      this.leaving.delete(participant);
      this.history.forget(participant);
    }
    const place = this.places.get(host.documentId);
    const located = place === undefined ? list : list.map((one) => ({ ...one, place }));
    const ended = this.people.setParticipants(
      host.documentId,
      located.map((one) => (this.isLeaving(host, one.id) ? { ...one, camera: 'off', excluded: true } : one)),
    );
    this.recorder?.participants(this.people.participants);
    return ended.map((id) => this.engineIdOf(id));
  }

  /**
   * Leaves somebody of a port's page out from now on, or reads them again.
   * @returns their id in the engine's terms; null where the port's page has nobody of that id.
   */
  exclude(host: CallHost, { participantId, excluded }: Omit<Exclusion, 'tabId'>): string | null {
    const pageId = this.people.pageId(host.documentId, participantId);
    if (pageId === null) return null;
    if (excluded) {
      this.leaving.add(participantId);
      this.history.forget(participantId);
      this.people.exclude(host.documentId, participantId);
    } else this.leaving.delete(participantId);
    host.send({ type: 'exclude', participantId: pageId, excluded });
    return this.engineIdOf(participantId);
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

  /** Whether a picture of a port's page may be looked at: of somebody it told of, whose camera is on. */
  mayRead(host: CallHost, participantId: string): boolean {
    return (
      !this.isLeaving(host, participantId) && this.people.isRead(this.people.sessionId(host.documentId, participantId))
    );
  }

  private isLeaving(host: CallHost, participantId: string): boolean {
    return this.leaving.has(this.people.sessionId(host.documentId, participantId));
  }

  /** A port closed. @returns as `setParticipants`. */
  remove(host: CallHost): string[] {
    return this.people.remove(host.documentId).map((id) => this.engineIdOf(id));
  }

  /**
   * Keeps and records what was read from one port's frames, by the page's ids.
   *
   * @returns the readings that still hold: not of those of whom there is no picture any more.
   */
  add(host: CallHost, readings: readonly TileReading[], model: ModelReport): TileReading[] {
    return readings.filter((reading) => {
      const kept = { ...reading, participantId: this.people.sessionId(host.documentId, reading.participantId) };
      if (!this.people.keep(kept)) return false;
      this.rate.add(kept.participantId, steadyNow());
      if (this.terms.mode !== 'audience') this.history.add(kept.participantId, kept.faces[0], steadyNow());
      this.record(kept, model);
      return true;
    });
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
    const documents = () => this.people.known;
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
