import { generic } from '../sites/generic/site';
import { rulesFor } from '../sites/registry';
import type { ScannedTile, Site } from '../sites/site';

export interface PageScan {
  readonly tiles: readonly ScannedTile[];
  /** The site is not as its rules know it: they miss people, or their names. */
  readonly changed: boolean;
}

/** The page's tiles; none outside a call. */
export function scanPage(site: Site): PageScan {
  if (site.isCall(new URL(location.href)) === false) return { tiles: [], changed: false };
  if (site !== generic) return scanKnown(site);
  for (const rules of rulesFor(site)) {
    const tiles = rules.scan(document);
    if (tiles.length > 0) return { tiles, changed: false };
  }
  return { tiles: [], changed: false };
}

/**
 * By the site's own rules. Where they find nobody, or nobody with an id or a name, the generic rules stand in; where they
 * find ids and no name at all, those lend theirs.
 */
function scanKnown(site: Site): PageScan {
  const own = site.scan(document);
  if (own.some(({ name }) => name !== null)) return { tiles: own, changed: false };
  const guessed = generic.scan(document);
  if (own.some(({ key }) => key !== null)) {
    return { tiles: own.map((tile) => withName(tile, guessed)), changed: own.some(isOthersVideo) };
  }
  // Before a call is joined only the own picture shows, in no tile: that is no change.
  const changed = guessed.some(isOthersVideo);
  return { tiles: own.length === 0 || changed ? guessed : own, changed };
}

function withName(tile: ScannedTile, guessed: readonly ScannedTile[]): ScannedTile {
  if (tile.source === null || tile.region) return tile;
  return { ...tile, name: guessed.find(({ source }) => source === tile.source)?.name ?? null };
}

function isOthersVideo({ kind, isSelf, source }: ScannedTile): boolean {
  return kind === 'person' && !isSelf && source !== null;
}
