import { discord } from './discord';
import { generic } from './generic/site';
import { jitsi } from './jitsi';
import { meet } from './meet';
import type { Site } from './site';
import { teams } from './teams';
import { zoom } from './zoom';

/** In the order in which they are asked; the generic rules take every page that no other does. */
export const SITES: readonly Site[] = [meet, zoom, teams, jitsi, discord, generic];

export function siteFor(url: URL): Site {
  return SITES.find((site) => site.matches(url)) ?? generic;
}
