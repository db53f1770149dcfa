import { type Box, overUnion } from '../box';
import type { Sighting } from './sighting';

/** Someone who is or was in the call. */
export interface KnownParticipant {
  /** Number by order of first sight, from 1; never given to another. */
  readonly number: number;
  readonly key: string | null;
  readonly name: string | null;
  readonly isSelf: boolean;
  /** A picture told whether it is: what a text says of that counts no more. */
  readonly isSelfSure: boolean;
  readonly media: number | null;
  readonly anchors: readonly number[];
  readonly place: Box;
  /** When last in view, milliseconds. */
  readonly seen: number;
  readonly hadPicture: boolean;
  readonly present: boolean;
}

/**
 * Milliseconds for which somebody out of view is known again by name alone: long enough to page through a gallery or to
 * reconnect. Who comes later under that name may be another.
 */
const ABSENCE = 120_000;

/** Milliseconds between two departures that are one: pages take tiles away in steps, and are looked at a few times a second. */
const AT_ONCE = 1000;

/**
 * So many who left are remembered, the latest: of those with the site's key more, since the key alone tells them. In a
 * gallery of pages most people have left the page, and not the call.
 */
const GONE = { withKey: 5000, without: 200 };

/** Who is known, and how many numbers were given. */
export interface KnownParticipants {
  readonly people: readonly KnownParticipant[];
  readonly given: number;
}

export const NOBODY_KNOWN: KnownParticipants = { people: [], given: 0 };

/**
 * Who is who from one scan to the next: a pure step from the people known so far and what the page shows now to the
 * people known then. `numbers[i]` is the person of `sightings[i]`, or null where a sighting is too little to be anyone.
 *
 * Evidence in order of strength: the site's key, which decides alone where both have one; then track and element
 * together, which no text outweighs; then track, element, being the own tile, and name, each first where the name agrees
 * too; last the place on screen. Being the own tile is evidence by a picture; by a text, which anybody may write into their
 * name, only where the name speaks for nobody else. A page that uses a track or an element again, under another name, shows somebody else if
 * anything else changed with the name. A name or a place alone gives nobody who left without a key the key of a newcomer.
 * Those who left long ago, or before many others, are forgotten, and newcomers if they come back.
 * @param now milliseconds
 */
export function matchSightings(
  known: KnownParticipants,
  sightings: readonly Sighting[],
  now: number,
): { known: KnownParticipants; numbers: (number | null)[] } {
  const matching = new Matching(known, sightings, now);
  matching.byKey();
  matching.each((s, p) => p.present && sameMedia(s, p) && sharesAnchor(s, p));
  matching.each((s, p) => sameMedia(s, p) && agree(s, p));
  matching.ownAgain();
  matching.unique((s, p) => p.present && bearsName(s, p));
  matching.each((s, p) => sameMedia(s, p) && p.present);
  matching.each((s, p) => sharesAnchor(s, p) && mayBeOwn(s, p) && (agree(s, p) || (p.present && samePicture(s, p))));
  // Of namesakes, the one whose element went to somebody else, not one who left before.
  matching.unique((s, p) => p.present && bearsName(s, p));
  // Of someone who left only now: whoever is in view may have been renamed to what they were called.
  matching.unique((s, p) => bearsName(s, p) && mayReturn(s, p, now));
  matching.each(
    (s, p) =>
      s.name === p.name &&
      overUnion(s.place, p.place) > 0.5 &&
      mayBeOwn(s, p) &&
      (s.name !== null ? mayReturn(s, p, now) : p.present && sameMediaOrNone(s, p)),
  );
  matching.together((s, p) => bearsName(s, p) && mayReturn(s, p, now));
  return matching.result();
}

class Matching {
  /** Those who may be seen again by more than their key. */
  private readonly people: KnownParticipant[];
  private readonly taken = new Set<KnownParticipant>();
  private readonly numbers: (number | null)[];
  private readonly next = new Map<number, KnownParticipant>();

  constructor(
    private readonly before: KnownParticipants,
    private readonly sightings: readonly Sighting[],
    private readonly now: number,
  ) {
    // Those in view before those who left: of two that fit, the nearer in time.
    const gone = before.people.filter(({ present }) => !present);
    this.people = [...before.people.filter(({ present }) => present), ...latest(gone, GONE.without)];
    this.numbers = sightings.map(() => null);
  }

  /** Every sighting goes to the first person of its key. */
  byKey(): void {
    const keys = new Set(this.sightings.map(({ key }) => key));
    const bearers = new Map<string, KnownParticipant>();
    for (const person of this.before.people)
      if (person.key !== null && keys.has(person.key) && !bearers.has(person.key)) bearers.set(person.key, person);
    this.sightings.forEach(({ key }, i) => {
      const person = key === null ? undefined : bearers.get(key);
      if (person && !this.taken.has(person)) this.give(i, person);
    });
  }

  /** Every sighting still open goes to the first open person for whom the evidence holds. */
  each(evidence: (s: Sighting, p: KnownParticipant) => boolean): void {
    this.sightings.forEach((s, i) => {
      if (this.numbers[i] !== null) return;
      const person = this.open().find((p) => keysAllow(s, p) && evidence(s, p));
      if (person) this.give(i, person);
    });
  }

  /** The own tile goes to who was the user before. */
  ownAgain(): void {
    const others = new Set(this.people.filter(({ present, isSelf }) => present && !isSelf).map(({ name }) => name));
    const isElse = ({ name }: Sighting) => name !== null && others.has(name);
    this.unique((s, p) => {
      if (!s.isSelf || !p.isSelf) return false;
      if (s.hasPicture) return true;
      return p.present ? agree(s, p) && (sharesAnchor(s, p) || !isElse(s)) : s.name === p.name && !isElse(s);
    });
  }

  /** As `each`, where it holds for one sighting and one person only. */
  unique(evidence: (s: Sighting, p: KnownParticipant) => boolean): void {
    const open = this.open();
    const pairs = this.sightings.flatMap((s, i) =>
      this.numbers[i] === null ? open.filter((p) => keysAllow(s, p) && evidence(s, p)).map((p) => ({ i, p })) : [],
    );
    const [sightings, people] = [tally(pairs.map(({ i }) => i)), tally(pairs.map(({ p }) => p))];
    for (const { i, p } of pairs) if (sightings.get(i) === 1 && people.get(p) === 1) this.give(i, p);
  }

  /**
   * Every sighting still open goes to the first for whom the evidence holds, where all of those left at once: more likely
   * one person with two tiles (a camera, and a screen that the page does not mark) than namesakes.
   */
  together(evidence: (s: Sighting, p: KnownParticipant) => boolean): void {
    this.sightings.forEach((s, i) => {
      if (this.numbers[i] !== null) return;
      const fitting = this.open().filter((p) => keysAllow(s, p) && evidence(s, p));
      const left = fitting.map(({ seen }) => seen);
      if (fitting.some(({ present }) => present) || Math.max(...left) - Math.min(...left) > AT_ONCE) return;
      const [first] = fitting;
      if (first) this.give(i, first);
    });
  }

  result(): { known: KnownParticipants; numbers: (number | null)[] } {
    const people = this.before.people.map((p) => this.next.get(p.number) ?? left(p));
    let { given } = this.before;
    const certain = this.sightings.map((s, i) => this.numbers[i] !== null || s.key !== null || s.hasPicture);
    const names = new Set(this.sightings.filter((_, i) => certain[i]).map(({ name }) => name));
    this.sightings.forEach((s, i) => {
      // A tile with no key and no picture starts a person only by a name that nobody has: it may be a leftover.
      if (this.numbers[i] !== null || s.isEmpty || !(certain[i] || (s.name !== null && !names.has(s.name)))) return;
      const number = ++given;
      this.numbers[i] = number;
      const { key, name, isSelf, media, anchors, place, hasPicture } = s;
      const seen = { seen: this.now, hadPicture: hasPicture, present: true };
      people.push({ number, key, name, isSelf, isSelfSure: hasPicture, media, anchors, place, ...seen });
    });
    return { known: { people: remembered(people), given }, numbers: this.numbers };
  }

  private open(): KnownParticipant[] {
    return this.people.filter((p) => !this.taken.has(p));
  }

  private give(i: number, person: KnownParticipant): void {
    const s = this.sightings[i]!;
    this.taken.add(person);
    this.numbers[i] = person.number;
    this.next.set(person.number, {
      number: person.number,
      key: s.key ?? person.key,
      // A label that hides for a while takes no name away.
      name: s.name ?? person.name,
      isSelf: s.hasPicture ? s.isSelf : person.isSelf || (s.isSelf && !person.isSelfSure),
      isSelfSure: s.hasPicture || person.isSelfSure,
      media: s.media ?? person.media,
      anchors: s.anchors,
      place: s.place,
      seen: this.now,
      hadPicture: s.hasPicture,
      present: true,
    });
  }
}

/** In the order of their numbers, as before. */
function remembered(people: readonly KnownParticipant[]): readonly KnownParticipant[] {
  const gone = people.filter(({ present }) => !present);
  if (gone.length <= GONE.without) return people;
  const kept = new Set([
    ...latest(gone, GONE.without),
    ...latest(
      gone.filter(({ key }) => key !== null),
      GONE.withKey,
    ),
  ]);
  return people.filter((person) => person.present || kept.has(person));
}

/** In the order given. */
function latest(people: readonly KnownParticipant[], most: number): readonly KnownParticipant[] {
  if (people.length <= most) return people;
  const kept = new Set([...people].sort((a, b) => b.seen - a.seen || b.number - a.number).slice(0, most));
  return people.filter((person) => kept.has(person));
}

function tally<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function left(person: KnownParticipant): KnownParticipant {
  return person.present ? { ...person, present: false } : person;
}

function keysAllow(s: Sighting, p: KnownParticipant): boolean {
  return s.key === null || p.key === null || s.key === p.key;
}

function agree(s: Sighting, p: KnownParticipant): boolean {
  return s.name === null || p.name === null || s.name === p.name;
}

function bearsName(s: Sighting, p: KnownParticipant): boolean {
  return s.name !== null && s.name === p.name && mayBeOwn(s, p);
}

/** A key that is new may be of somebody in view; that it is of one who left without any, nothing says. */
function mayReturn(s: Sighting, p: KnownParticipant, now: number): boolean {
  return now - p.seen <= ABSENCE && (p.present || s.key === p.key || s.key === null);
}

function sameMedia(s: Sighting, p: KnownParticipant): boolean {
  return s.media !== null && s.media === p.media;
}

function sharesAnchor(s: Sighting, p: KnownParticipant): boolean {
  return s.anchors.some((anchor) => p.anchors.includes(anchor));
}

function sameMediaOrNone(s: Sighting, p: KnownParticipant): boolean {
  return s.media === null || p.media === null || s.media === p.media;
}

function samePicture(s: Sighting, p: KnownParticipant): boolean {
  return sameMediaOrNone(s, p) && s.hasPicture === p.hadPicture;
}

/** Only a picture tells the own tile from another: without one, both may be. */
function mayBeOwn(s: Sighting, p: KnownParticipant): boolean {
  return s.isSelf === p.isSelf || !s.hasPicture;
}
