import { discord } from './discord';
import { generic } from './generic/site';
import { jitsi } from './jitsi';
import { meet } from './meet';
import type { Site } from './site';
import { teams } from './teams';
import { zoom } from './zoom';

/** In the order in which they are asked; the generic rules take every page that no other does. */
export const SITES: readonly Site[] = [meet, zoom, teams, jitsi, discord, generic];

/** Software that people run under addresses of their own. */
const SELF_HOSTED: readonly Site[] = [jitsi];

/** The first site that says that a page is its own. */
export function siteFor(url: URL): Site {
  return SITES.find((site) => site.matches(url)) ?? generic;
}

/** Whose rules to try on a site's page, in order: its own, and where they find nothing, those that may fit. */
export function rulesFor(site: Site): readonly Site[] {
  return site === generic ? [...SELF_HOSTED, generic] : [site, generic];
}
