import { membersOf } from '../members';
import type { Family } from './families';

/** "data-participant", "data-peer-id", "data-lk-participant-sid"; with "id" in its name an attribute may hold any number. */
const PERSON = /^data-(?:.*-)?(?:participant|peer|user|member|attendee|endpoint)(-?(?:id|uid|uuid|sid|identity))?$/;
const LONGEST = 128;
/** A word or a small number may say how many or which kind. */
const PLAIN = /^(?:\d{1,3}|true|false|local|remote|self|me|you|host|guest|active|muted|\s*)$/i;

/**
 * The page's own id of whoever is in a tile, where an attribute for people is on all tiles and differs between them: such
 * ids outlive tracks and elements. null wherever two tiles share one.
 * @param names what is a name is no id: it may change
 */
export function findIds(families: readonly Family[], names: readonly (string | null)[]): (string | null)[] {
  const tables = families.map(({ video, own }, i) => idsOf([video, ...own], names[i]!));
  const attributes = [...new Set(tables.flatMap((table) => [...table.keys()]))];
  const shared = attributes.find((attribute) => tables.every((table) => table.has(attribute)));
  if (shared === undefined) return families.map(() => null);
  const subjects = new Map<string, Set<object>>();
  families.forEach(({ video, track }, i) => {
    const id = tables[i]!.get(shared)!;
    subjects.set(id, (subjects.get(id) ?? new Set()).add(track ?? video));
  });
  return tables.map((table) => {
    const id = table.get(shared)!;
    return subjects.get(id)!.size === 1 ? id : null;
  });
}

/** Attribute → value, the nearest first. */
function idsOf(elements: readonly Element[], name: string | null): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of elements) {
    for (const { name: attribute, value } of membersOf(element).attributes) {
      const kind = PERSON.exec(attribute);
      if (!kind || value === '' || value.length > LONGEST || value === name) continue;
      if (kind[1] === undefined && (PLAIN.test(value) || /\s/.test(value))) continue;
      if (!found.has(attribute)) found.set(attribute, value);
    }
  }
  return found;
}
