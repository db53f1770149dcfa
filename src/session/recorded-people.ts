import type { Keeping, Participant } from '../messages';
import { lastName, pseudonym, renamed } from './names';
import { changed } from './presence';
import type { RecordedParticipant } from './records';

/** Somebody in the call, and where they can be left out by name (siteKey). */
export interface Present extends Participant {
  readonly place?: string;
}

/**
 * People of a session from whom on those are forgotten who left and of whom nothing was read: a page may make up new ones
 * every second.
 */
const MOST = 2000;

/** Everyone of a session: what they were called when, and when they were there. */
export class RecordedPeople {
  private readonly everyone = new Map<string, RecordedParticipant>();
  private readonly read = new Set<string>();
  /** Of how many different people there was a name to hide. */
  private pseudonyms: number;

  /** @param before those of a session that goes on after a break. */
  constructor(
    private readonly keeping: Pick<Keeping, 'pseudonyms'>,
    before: readonly RecordedParticipant[] = [],
  ) {
    this.pseudonyms = before.length;
    for (const participant of before) {
      this.everyone.set(participant.id, participant);
      this.read.add(participant.id);
    }
  }

  /** In the order they came. */
  get all(): RecordedParticipant[] {
    return [...this.everyone.values()];
  }

  /** Those in the call now. Who left stays. @param now session time, milliseconds. */
  note(present: readonly Present[], now: number): void {
    for (const { id, name, named, isSelf, camera, place } of present) {
      const known = this.everyone.get(id);
      const called = this.keeping.pseudonyms ? lastName(known?.names ?? []) || this.freePseudonym() : name;
      const names = renamed(known?.names ?? [], called, now);
      const from = named && place !== undefined && !this.keeping.pseudonyms ? { place } : {};
      this.everyone.set(id, { id, isSelf, names, ...from, presence: changed(known?.presence ?? [], camera, now) });
    }
    const here = new Set<string>(present.map(({ id }) => id));
    for (const [id, gone] of this.everyone) {
      if (here.has(id)) continue;
      if (this.everyone.size > MOST && !this.read.has(id)) this.everyone.delete(id);
      else if (gone.presence?.at(-1)?.state !== 'away')
        this.everyone.set(id, { ...gone, presence: changed(gone.presence ?? [], 'away', now) });
    }
  }

  /** There is a row of somebody. */
  wasRead(id: string): void {
    this.read.add(id);
  }

  has(id: string): boolean {
    return this.everyone.has(id);
  }

  forget(id: string): void {
    this.everyone.delete(id);
    this.read.delete(id);
  }

  /** Of a session that goes on, somebody may have been erased: how many are left does not tell which are taken. */
  private freePseudonym(): string {
    const taken = new Set([...this.everyone.values()].map(({ names }) => lastName(names)));
    let free = pseudonym(this.pseudonyms++);
    while (taken.has(free)) free = pseudonym(this.pseudonyms++);
    return free;
  }
}
