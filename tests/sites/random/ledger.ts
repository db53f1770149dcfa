import type { SeatView } from '../../../scripts/call/page/call';
import type { Fixture } from '../../../scripts/call/page/fixture';
import { SCREEN_MARK } from '../../../scripts/call/page/line';
import type { Participant } from '../../../scripts/call/page/participant';
import type { Participant as Told } from '../../../src/messages';
import type { SeenFrame } from './extension';

/** Milliseconds for which someone who left may still be told, with the camera off. */
const LINGER = 1500;

/** Milliseconds for which a former name may be told: Facet waits whether a new one stays. */
const RENAMING = 2500;

/** What Facet tells, held against what is so; every disagreement becomes a sentence. */
export class Ledger {
  readonly faults: string[] = [];
  framesRead = 0;
  private readonly idOf = new Map<Participant, string>();
  private readonly leftAt = new Map<Participant, number>();
  private readonly everHeld = new Map<string, Participant>();
  private readonly lastName = new Map<Participant, string>();
  /** With the time until which they held. */
  private readonly formerNames = new Map<Participant, { name: string; until: number }[]>();

  constructor(private readonly expected: Fixture['expected']) {}

  /** Everyone who is in the call is told once, by their own name and the same id as ever; and nobody else is. */
  compare(seats: readonly SeatView[], told: readonly Told[], now: number): void {
    const present = seats.map(({ participant }) => participant);
    for (const participant of this.lastName.keys()) {
      if (!present.includes(participant) && !this.leftAt.has(participant)) this.leftAt.set(participant, now);
    }
    for (const participant of present) this.noteName(participant, now);
    const byId = new Map(told.map((one) => [one.id, one]));
    if (byId.size !== told.length) this.faults.push(`two participants have one id: ${told.map(({ id }) => id).join()}`);
    for (const participant of present) this.comparePerson(participant, present, byId, now);
    for (const one of told) this.compareStranger(one, present, now);
  }

  /** Whoever is not told by the name that they have now. */
  nameFaults(seats: readonly SeatView[], told: readonly Told[]): string[] {
    return seats.flatMap(({ participant }) => {
      const one = told.find(({ id }) => id === this.idOf.get(participant));
      const isOpen = participant.isSelf ? this.expected.ownName === 'hidden' : !participant.cameraOn;
      return one && one.name !== participant.name && !isOpen
        ? [`${one.id} is called ${one.name}, not ${participant.name}`]
        : [];
    });
  }

  /** Whether nothing on the page ever said that there is somebody: the camera is off since before the first scan. */
  mayBeMissing({ participant }: SeatView): boolean {
    return this.expected.unseen === 'nobody' && !participant.cameraOn && !this.idOf.has(participant);
  }

  /** The picture handed over for an id is of the one who bears it, and no picture is of a screen. */
  look({ id, mark }: SeenFrame, present: readonly SeatView[]): void {
    if (mark === null) return;
    this.framesRead += 1;
    const shown = present.find(({ participant }) => participant.mark === mark.who)?.participant;
    const holder = this.holderOf(id, present);
    if (mark.who === SCREEN_MARK) this.faults.push(`a shared screen was read as ${id} (${holder?.name})`);
    else if (!shown) this.faults.push(`the picture of ${id} (${holder?.name}) is of someone who left`);
    else if (holder && holder !== shown) this.faults.push(`the picture of ${id}, ${holder.name}, is of ${shown.name}`);
    else if (!holder) this.know(shown, id);
  }

  private comparePerson(
    participant: Participant,
    present: readonly Participant[],
    told: ReadonlyMap<string, Told>,
    now: number,
  ): void {
    const { name, isSelf, cameraOn } = participant;
    const known = this.idOf.get(participant);
    const isNameless = isSelf && this.expected.ownName === 'hidden';
    if (known !== undefined) {
      const one = told.get(known);
      if (!one) this.faults.push(`${known}, ${name}, is no longer told`);
      else if (!isNameless && one.name !== name && !this.wasCalled(participant, one.name, now))
        this.faults.push(`${known} is called ${one.name} instead of ${name}`);
      else if (one.isSelf !== isSelf) this.faults.push(`${known}, ${name}: own tile ${one.isSelf}`);
      return;
    }
    const held = present.flatMap((other) => this.idOf.get(other) ?? []);
    const free = [...told.values()].filter((one) => !held.includes(one.id) && one.isSelf === isSelf);
    const isNew = ({ id }: Told) => this.expected.ids === 'none' || !this.everHeld.has(id);
    const named = free.filter((one) => (isNameless || one.name === name) && isNew(one));
    const on = named.filter(({ camera }) => camera === 'on');
    const fitting = named.length > 1 && cameraOn && on.length > 0 ? on : named;
    if (fitting.length === 1) this.know(participant, fitting[0]!.id);
    // Of namesakes only their pictures tell who is who; without one, a page with no ids shows one too few.
    else if (fitting.length === 0 && cameraOn) {
      const all = [...told.values()].map((one) => `${one.id} ${one.name}${one.isSelf ? ' (own)' : ''}`);
      this.faults.push(`${name} is not told, but ${all.join(', ')}`);
    }
  }

  private compareStranger({ id, name, camera }: Told, present: readonly Participant[], now: number): void {
    if (present.some((participant) => this.idOf.get(participant) === id)) return;
    const unsure = present.some((participant) => !this.idOf.has(participant));
    const holder = this.everHeld.get(id);
    // A namesake may leave before a picture said which of the two they were.
    const gone = [...this.leftAt].filter(([one]) =>
      holder ? one === holder : !this.idOf.has(one) && one.name === name,
    );
    if (gone.some(([, left]) => now - left <= LINGER)) return;
    if (!holder && unsure) return;
    const who = `${id}, ${name} (${camera})`;
    this.faults.push(holder ? `${who}, is told though they left` : `${who}, is nobody in the call`);
  }

  private noteName(participant: Participant, now: number): void {
    const last = this.lastName.get(participant);
    this.lastName.set(participant, participant.name);
    if (last === undefined || last === participant.name) return;
    const former = this.formerNames.get(participant) ?? [];
    this.formerNames.set(participant, [...former, { name: last, until: now }]);
  }

  private wasCalled(participant: Participant, name: string, now: number): boolean {
    const former = this.formerNames.get(participant) ?? [];
    return former.some((one) => one.name === name && now - one.until <= RENAMING);
  }

  private know(participant: Participant, id: string): void {
    const before = this.everHeld.get(id);
    if (before && this.expected.ids === 'site')
      this.faults.push(`${participant.name} got ${id}, which ${before.name} had`);
    this.idOf.set(participant, id);
    this.everHeld.set(id, participant);
  }

  private holderOf(id: string, present: readonly SeatView[]): Participant | undefined {
    return present.find(({ participant }) => this.idOf.get(participant) === id)?.participant;
  }
}
