import { generic } from '../sites/generic/site';
import { rulesFor } from '../sites/registry';
import type { ScannedTile, Site } from '../sites/site';
import { Steadiness } from '../sites/steady';
import { liveTrack } from '../sites/video';

export interface PageScan {
  readonly tiles: readonly ScannedTile[];
  /** The site is not as its rules know it: they miss people, or their names, or take for names what keeps changing. */
  readonly changed: boolean;
}

const steadiness = new Steadiness();

/** The page's tiles; none outside a call. */
export function scanPage(site: Site): PageScan {
  if (site.isCall(new URL(location.href)) === false) return { tiles: [], changed: false };
  const { tiles, changed } = site === generic ? scanUnknown(site) : scanKnown(site);
  return { tiles, changed: changed || tiles.some(({ kind, isRestless }) => kind === 'person' && isRestless) };
}

function scanUnknown(site: Site): PageScan {
  for (const rules of rulesFor(site)) {
    const tiles = rules === generic ? rules.scan(document) : steady(rules.scan(document));
    if (tiles.length > 0) return { tiles, changed: false };
  }
  return { tiles: [], changed: false };
}

/**
 * By the site's own rules. Where they find nobody, or nobody with an id or a name, the generic rules stand in; where they
 * find ids and no name at all, those lend theirs.
 */
function scanKnown(site: Site): PageScan {
  const own = steady(site.scan(document));
  if (own.some(({ name }) => name !== null)) return { tiles: own, changed: false };
  const guessed = generic.scan(document);
  if (own.some(({ key }) => key !== null)) {
    return { tiles: own.map((tile) => withName(tile, guessed)), changed: own.some(isOthersVideo) };
  }
  // Before a call is joined only the own picture shows, in no tile: that is no change.
  const changed = guessed.some(isOthersVideo);
  return { tiles: own.length === 0 || changed ? guessed : own, changed };
}

/** What is under a site's own selectors is a name only while it stays, too. */
function steady(tiles: readonly ScannedTile[]): ScannedTile[] {
  const now = performance.now();
  return tiles.map((tile) => {
    const track = tile.source instanceof HTMLVideoElement ? liveTrack(tile.source) : null;
    if (!track || tile.name === null) return tile;
    return steadiness.isRestless(track, tile.key ?? '', tile.name, now)
      ? { ...tile, name: null, isRestless: true }
      : tile;
  });
}

function withName(tile: ScannedTile, guessed: readonly ScannedTile[]): ScannedTile {
  if (tile.source === null || tile.region) return tile;
  const name = guessed.find(({ source }) => source === tile.source)?.name ?? null;
  return { ...tile, name, isRestless: tile.isRestless === true && name === null };
}

function isOthersVideo({ kind, isSelf, source }: ScannedTile): boolean {
  return kind === 'person' && !isSelf && source !== null;
}
