import { rulesFor } from '../sites/registry';
import type { ScannedTile, Site } from '../sites/site';

/** The page's tiles, by the first rules that find any; none outside a call. */
export function scanPage(site: Site): ScannedTile[] {
  if (site.isCall(new URL(location.href)) === false) return [];
  for (const rules of rulesFor(site)) {
    const tiles = rules.scan(document);
    if (tiles.length > 0) return tiles;
  }
  return [];
}
