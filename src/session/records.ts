import type { Expression } from '../expressions';

/** What a session's file says about it once, rather than in every row. */
export interface SessionInfo {
  readonly id: string;
  readonly siteId: string;
  readonly siteLabel: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly modelVersion: string;
}

/** A session as it is kept. */
export interface StoredSession extends SessionInfo {
  /** Start of the last recorded second, milliseconds since the epoch. */
  readonly lastAt: number;
  /** Everyone seen, in the order they came. A name learned late counts for the whole session. */
  readonly participants: readonly RecordedParticipant[];
}

export interface RecordedParticipant {
  readonly id: string;
  readonly name: string;
  readonly isSelf: boolean;
}

/** One face of one participant over one second. */
export interface SecondRow {
  readonly session: string;
  /** Seconds since the epoch, whole. */
  readonly second: number;
  readonly participant: string;
  readonly face: number;
  /** Readings within the second, at least 1. */
  readonly samples: number;
  /** Mean over the second, in the order of EXPRESSIONS; null where no reading of the second had any. */
  readonly probabilities: readonly number[] | null;
  /** null: unsure. */
  readonly expression: Expression | null;
  /** Mean probability of the likeliest expression, 0 to 1. */
  readonly confidence: number;
  /** Mean of the detector's confidence, 0 to 1. */
  readonly score: number;
  /** Beside how the face usually reads; left out where no reading of the second was compared, and in older sessions. */
  readonly usual?: {
    /** Seconds of readings that the face's usual rested on. */
    readonly seconds: number;
    /** Mean over the second, in units of the face's own spread, in the order of EXPRESSIONS; null while it was not known. */
    readonly deviations: readonly number[] | null;
    /** What most readings of the second showed more than usual; null: nothing. */
    readonly more: Expression | null;
  };
}
