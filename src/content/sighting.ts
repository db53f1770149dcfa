import { area, type Box } from '../box';

/** What one scan shows of one person, as plain data. */
export interface Sighting {
  /** The site's own id. */
  readonly key: string | null;
  readonly name: string | null;
  readonly isSelf: boolean;
  /** The video track played, by number; null while the camera is off. */
  readonly media: number | null;
  /** The elements that show them, by number. */
  readonly anchors: readonly number[];
  /** On screen, in CSS pixels. */
  readonly place: Box;
  readonly hasPicture: boolean;
  /** It may be nobody: it goes on as somebody known, and starts no one. */
  readonly isEmpty: boolean;
}

/** Sightings of one person in one scan; `primary` is the index of the copy to read and to draw on. */
export interface Group {
  readonly sighting: Sighting;
  readonly primary: number;
}

/**
 * Copies of one person (a large stage beside the gallery, a blurred backdrop) become one: same site key, else same track.
 * The largest copy with a picture stands for all.
 */
export function groupCopies(sightings: readonly Sighting[]): Group[] {
  const groups: number[][] = [];
  sightings.forEach((sighting, i) => {
    const group = groups.find((members) => members.some((j) => isCopy(sighting, sightings[j]!)));
    if (group) group.push(i);
    else groups.push([i]);
  });
  return groups.map((members) => {
    const primary = members.reduce((best, i) => (size(sightings[i]!) > size(sightings[best]!) ? i : best));
    const copies = [primary, ...members.filter((i) => i !== primary)].map((i) => sightings[i]!);
    const sighting: Sighting = {
      ...sightings[primary]!,
      key: copies.find(({ key }) => key !== null)?.key ?? null,
      name: copies.find(({ name }) => name !== null)?.name ?? null,
      isSelf: copies.some(({ isSelf }) => isSelf),
      anchors: copies.flatMap(({ anchors }) => anchors),
    };
    return { sighting, primary };
  });
}

function isCopy(a: Sighting, b: Sighting): boolean {
  if (a.key !== null && b.key !== null) return a.key === b.key;
  return a.media !== null && a.media === b.media;
}

function size({ hasPicture, place }: Sighting): number {
  return hasPicture ? area(place) : 0;
}
