/** A moment of a session that the user marked. */
export interface Mark {
  readonly session: string;
  /** Milliseconds since the epoch; with the session its key. */
  readonly time: number;
  /** What the user wrote beside it; '' where nothing. */
  readonly word: string;
}

/** What the user wrote about a whole session. */
export interface Note {
  readonly session: string;
  readonly text: string;
}

/** Characters of a mark's word that are kept. */
export const LONGEST_WORD = 200;
/** Characters of a note that are kept. */
export const LONGEST_NOTE = 20_000;
