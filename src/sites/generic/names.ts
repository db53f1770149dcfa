import { readName } from '../name';
import { isOwnVideo, ownOf } from '../own';
import { Steadiness } from '../steady';
import { labelsBeside } from './beside';
import type { Family } from './families';
import { type Text, textsOf } from './texts';
import { bareName, canBeName, isProgress } from './words';

/** What the texts of a tile say. */
export interface Named {
  readonly name: string | null;
  /** The text that the name was read from. */
  readonly text: string | null;
  /** The page says that this text is a name. */
  readonly certain: boolean;
  /** Texts say that this is the user, and nothing says otherwise. */
  readonly isSelf: boolean;
  /** What stood in its name's place kept changing, and nothing else does. */
  readonly isRestless: boolean;
}

interface Candidate extends Text {
  readonly name: string;
  /** 0: the same in all of several tiles; 1: different in each. */
  readonly variety: number;
  /** Whether it looks like a name, as others do in this place; or stands where names stand. */
  readonly fit: 'itself' | 'place' | 'none';
}

/** Ancestors up to which a text is close to its video. */
const CLOSE = 2;

const steadiness = new Steadiness();

/**
 * The name of each tile: of the texts in it, the one that the page calls a name, else one that stands in a place where
 * tiles differ. A text that says the same in several tiles is a label, and no name beats a wrong one.
 */
export function findNames(families: readonly Family[], now: number): Named[] {
  const read = families.map((family) => {
    const own = isOwnVideo(family.video);
    const texts = textsOf(family, family.own.length > 0 ? [] : labelsBeside(family, families));
    return { family, own, ...settled(family, own, texts, now) };
  });
  const slots = new Slots();
  for (const { family, steady } of read) for (const text of steady) slots.add(text, family.track ?? family.video);
  const found = read.map(({ own, texts, steady, restless }) => {
    const [best] = namesAmong(steady, slots, families.length);
    // Not of a neighbour whose camera is off, while nobody else's is on.
    const reach = best ? best.level : Number.POSITIVE_INFINITY;
    const said = texts.some(({ text, level }) => level <= reach && readName(text).self);
    return { best, own, said, isRestless: !best && restless };
  });
  const selves = ownOf(found.map(({ best, own, said }, i) => ({ own, said, who: best?.name ?? i })));
  return found.map(({ best, isRestless }, i) => ({
    name: best?.name ?? null,
    text: best?.text ?? null,
    certain: best?.certain ?? false,
    isSelf: selves[i]!,
    isRestless,
  }));
}

type Read = Text & { readonly name: string /** The own mark was behind it. */; readonly marked: boolean };

/** Texts that hold a name, and stay. */
function settled(family: Family, own: boolean | null, texts: readonly Text[], now: number) {
  const steady: Read[] = [];
  let restless = false;
  for (const text of texts) {
    const bare = text.certain ? text.text : bareName(text.text);
    const { name: shown, self } = readName(bare, own);
    if (shown === null) continue;
    const moves = family.track !== null && steadiness.isRestless(family.track, text.slot, shown, now);
    if (!moves) steady.push({ ...text, name: shown, marked: self && shown.length < bare.length });
    else restless ||= text.rank < 3;
  }
  return { texts, steady, restless };
}

/** Best first. */
function namesAmong(texts: readonly Read[], slots: Slots, families: number): Candidate[] {
  const candidates = texts
    .map((text): Candidate => ({ ...text, variety: slots.variety(text), fit: slots.fit(text) }))
    .filter(({ certain, rank, variety, level, fit, slot, inControl }) => {
      if (certain) return true;
      if (fit === 'none' || variety === 0) return false;
      // What a control does may differ between the own tile and another; who it is for differs between all.
      if (inControl && rank === 4 && slots.tiles(slot) < 3 && !slots.isMarked(slot)) return false;
      if (rank === 4) return variety === 1 && slots.tiles(slot) > 1;
      // With nothing to compare, only what is close or called a name.
      return rank < 2 || level <= CLOSE || families > 1;
    });
  const short = new Set(candidates.flatMap(({ name }) => abbreviations(name)));
  return candidates
    .filter(({ name }) => name.length > 2 || !short.has(name.toLowerCase()))
    .sort(
      (a, b) => a.rank - b.rank || Number(b.certain) - Number(a.certain) || fits(b) - fits(a) || b.variety - a.variety,
    );
}

function fits({ certain, fit }: Candidate): number {
  return certain || fit === 'itself' ? 1 : 0;
}

/** The letters that an avatar may show for a name, in lower case: "ce" or "ca" for "Cem Aydin". None of a short name. */
function abbreviations(name: string): string[] {
  if (name.length <= 2) return [];
  const long = name.toLowerCase();
  const initials = long.split(/[\s_.-]+/).map((word) => word.charAt(0));
  const pairs = initials.slice(1).map((initial, i) => initials[i]! + initial);
  return [long.slice(0, 1), long.slice(0, 2), ...initials, ...pairs, initials[0]! + initials.at(-1)!];
}

/** What the same place says in different tiles. */
class Slots {
  private readonly said = new Map<string, Map<object, Read>>();

  add(text: Read, subject: object): void {
    const bySubject = this.said.get(text.slot) ?? new Map<object, Read>();
    this.said.set(text.slot, bySubject);
    if (!bySubject.has(subject)) bySubject.set(subject, text);
  }

  tiles(slot: string): number {
    return this.said.get(slot)?.size ?? 0;
  }

  isMarked(slot: string): boolean {
    return [...(this.said.get(slot)?.values() ?? [])].some(({ marked }) => marked);
  }

  variety({ slot }: Text): number {
    const texts = [...(this.said.get(slot)?.values() ?? [])].map(({ name }) => name);
    const different = new Set(texts).size;
    return texts.length < 2 ? 1 : different === 1 ? 0 : different / texts.length;
  }

  /** Where a neighbour's name stands, what looks like none is one too, unless it says that something is under way. */
  fit({ slot, name, text }: Read): Candidate['fit'] {
    if (canBeName(name)) return 'itself';
    const others = [...(this.said.get(slot)?.values() ?? [])];
    return !isProgress(text) && others.some((other) => canBeName(other.name)) ? 'place' : 'none';
  }
}
