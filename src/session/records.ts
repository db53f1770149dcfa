import type { Classes } from '../classes';
import type { UnsureReason } from '../engine/types';
import type { Expression } from '../expressions';
import type { Mode } from '../mode';
import type { HeldPresence } from './presence';

/** The last moment that a date can be, and its opposite the first: milliseconds since the epoch. */
export const LATEST = 8.64e15;

/** What a session's file says about it once, rather than in every row. */
export interface SessionInfo {
  readonly id: string;
  readonly siteId: string;
  readonly siteLabel: string;
  /** Whose expressions were read. Absent in sessions of before there was a choice: those of all people. */
  readonly mode?: Mode;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Minutes that the user's clock was ahead of UTC when it began; absent in sessions of before 2026-11-27. */
  readonly utcOffset?: number;
  readonly modelVersion: string;
  /** What a model of the user's own tells apart; absent where the bundled one read. */
  readonly classes?: Classes;
}

/** A session as it is kept. Its times are on its own clock (clock.ts), which starts with the computer's. */
export interface StoredSession extends SessionInfo {
  /** Start of the last recorded second, milliseconds since the epoch. */
  readonly lastAt: number;
  /** Where the computer's clock left the session's, oldest first; left out where it never did. */
  readonly clockJumps?: readonly ClockJump[];
  /** Everyone seen, in the order they came. */
  readonly participants: readonly RecordedParticipant[];
}

/** The computer's clock was set, or the computer slept. */
export interface ClockJump {
  /** The second of the session from which on the difference holds. */
  readonly from: number;
  /** Milliseconds by which the computer's clock went ahead of the session's, or back where negative. */
  readonly by: number;
}

export interface RecordedParticipant {
  readonly id: string;
  readonly isSelf: boolean;
  /** What the page called them, oldest first; at least one. See names.ts. */
  readonly names: readonly HeldName[];
  /**
   * Where they can be left out by their last name, as siteKey (exclusion.ts) names it. Absent where that is no name of
   * theirs ("Participant 3", a pseudonym), and in sessions of before 2026-11-27.
   */
  readonly place?: string;
  /** Whether they were there and what their camera gave, oldest first; absent in sessions of before 2026-11-27. */
  readonly presence?: readonly HeldPresence[];
}

/** A name that holds until the next one. */
export interface HeldName {
  readonly name: string;
  /** First second with it, since the epoch, whole. */
  readonly from: number;
}

/** One face of one participant over one second. */
export interface SecondRow {
  readonly session: string;
  /** On the session's clock (wallTime has the computer's): seconds since the epoch, whole, each once. */
  readonly second: number;
  readonly participant: string;
  readonly face: number;
  /** Faces that a row of an audience sums up; absent in rows of one face. */
  readonly people?: number;
  /** Readings within the second, at least 1. */
  readonly samples: number;
  /**
   * Share of the samples that themselves named the second's likeliest expression, 0 to 1. Absent where no sample had
   * probabilities, and in rows of before 2026-11-27.
   */
  readonly agreement?: number;
  /** Of the second (seconds.ts says how), in the order of the session's classes; null where no reading of the second had any. */
  readonly probabilities: readonly number[] | null;
  /** Name of a class; null: unsure. */
  readonly expression: string | null;
  /** Why most of the unsure readings of an unsure second were; absent where none says, and in rows of before 2026-11-27. */
  readonly unsure?: UnsureReason;
  /** Probability of the likeliest expression, 0 to 1; null where `probabilities` is. */
  readonly confidence: number | null;
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
