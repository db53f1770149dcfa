import { generic } from '../sites/generic/site';
import type { ScannedTile, Site } from '../sites/site';

/** The page's tiles by its site's rules, by the generic ones where those find none; none outside a call. */
export function scanPage(site: Site): ScannedTile[] {
  if (site.isCall(new URL(location.href)) === false) return [];
  const tiles = site.scan(document);
  return tiles.length > 0 || site === generic ? tiles : generic.scan(document);
}
