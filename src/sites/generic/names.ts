import { readName, type ShownName } from '../name';
import { labelsBeside } from './beside';
import type { Family } from './families';
import { type Text, textsOf } from './texts';
import { bareName, canBeName } from './words';

/** Ancestors up to which a text is close to its video. */
const CLOSE = 2;

/**
 * The name of each tile: of the texts in it, the one that the page calls a name, else one that stands in a place where
 * tiles differ. A text that says the same in several tiles is a label, and no name beats a wrong one.
 */
export function findNames(families: readonly Family[]): ShownName[] {
  const texts = families.map((family) => textsOf(family, family.own.length > 0 ? [] : labelsBeside(family, families)));
  const slots = new Slots();
  families.forEach((family, i) => {
    for (const text of texts[i]!) slots.add(text, family.track ?? family.video);
  });
  return texts.map((candidates) => {
    const names = candidates
      .map((candidate) => ({
        ...candidate,
        name: readName(bareName(candidate.text)).name,
        variety: slots.variety(candidate),
      }))
      .filter(({ name, rank, variety, level }) => {
        if (name === null || !canBeName(name) || (rank > 0 && variety === 0)) return false;
        // With nothing to compare, only what is close or called a name.
        return rank < 2 || level <= CLOSE || families.length > 1;
      })
      .filter(({ name }, _, all) => !all.some((other) => abbreviates(name!, other.name!)))
      .sort((a, b) => a.rank - b.rank || b.variety - a.variety);
    const [best] = names;
    // Not of a neighbour whose camera is off, while nobody else's is on.
    const reach = best ? best.level : Number.POSITIVE_INFINITY;
    const self = candidates.some(({ text, level }) => level <= reach && readName(text).self);
    return { name: best?.name ?? null, self };
  });
}

/** The letters of an avatar: "ce" beside "Cem Aydin". */
function abbreviates(text: string, name: string): boolean {
  return text.length <= 2 && name.length > 2 && name.toLowerCase().startsWith(text.toLowerCase());
}

/** What the same place says in different tiles. */
class Slots {
  private readonly said = new Map<string, Map<object, string>>();

  add({ slot, text }: Text, subject: object): void {
    const bySubject = this.said.get(slot) ?? new Map<object, string>();
    this.said.set(slot, bySubject);
    if (!bySubject.has(subject)) bySubject.set(subject, text);
  }

  /** 0: the same in all of several tiles; 1: different in each. */
  variety({ slot }: Text): number {
    const bySubject = this.said.get(slot);
    if (!bySubject || bySubject.size < 2) return 1;
    const different = new Set(bySubject.values()).size;
    return different === 1 ? 0 : different / bySubject.size;
  }
}
