import { type Presence, presenceAt } from './presence';
import type { SecondRow, StoredSession } from './records';

/** A second in which somebody was in the call and no face of theirs was read. */
export interface UnreadSecond {
  readonly second: number;
  readonly participant: string;
  readonly presence: Presence;
}

export type AnySecond = SecondRow | UnreadSecond;

/** Longest stretch without any row that is filled, seconds: beyond it the machine slept. */
const LONGEST_GAP = 3600;

export function isRead(second: AnySecond): second is SecondRow {
  return 'samples' in second;
}

/** Puts a session's unread seconds between its rows, given batch by batch in the order of the store. */
export class EverySecond {
  private readonly session: StoredSession;
  /** Rows of the last second, to which the next batch may add. */
  private held: SecondRow[] = [];
  private next: number;

  constructor(session: StoredSession) {
    this.session = session;
    this.next = Math.floor(session.startedAt / 1000);
  }

  /** @returns what is complete: all but the last second. */
  add(rows: readonly SecondRow[]): AnySecond[] {
    const all = [...this.held, ...rows];
    const last = all.at(-1)?.second;
    this.held = all.filter(({ second }) => second === last);
    return this.filled(all.slice(0, all.length - this.held.length));
  }

  /**
   * @param last the second to which it goes on without a row: a call ends with its last row, a film when it is over.
   * @returns the last second with a row, and those after it.
   */
  end(last = Number.NEGATIVE_INFINITY): AnySecond[] {
    const rest = this.filled(this.held);
    this.held = [];
    if (last - this.next <= LONGEST_GAP) while (this.next <= last) rest.push(...this.unread(this.next++, new Set()));
    return rest;
  }

  private filled(rows: readonly SecondRow[]): AnySecond[] {
    const out: AnySecond[] = [];
    for (let i = 0; i < rows.length; ) {
      const { second } = rows[i]!;
      if (second - this.next > LONGEST_GAP) this.next = second;
      while (this.next < second) out.push(...this.unread(this.next++, new Set()));
      const read = new Set<string>();
      for (; rows[i]?.second === second; i++) {
        read.add(rows[i]!.participant);
        out.push(rows[i]!);
      }
      out.push(...this.unread(second, read));
      this.next = Math.max(this.next, second + 1);
    }
    return out;
  }

  private unread(second: number, read: ReadonlySet<string>): UnreadSecond[] {
    return this.session.participants.flatMap(({ id, presence: states }) => {
      const presence = presenceAt(states, second);
      return read.has(id) || presence === undefined || presence === 'away'
        ? []
        : [{ second, participant: id, presence }];
    });
  }
}
