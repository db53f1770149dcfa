import { discord } from './discord';
import type { Fixture } from './fixture';
import { generic } from './generic';
import { jitsi } from './jitsi';
import { meet } from './meet';
import { teams } from './teams';
import { webex } from './webex';
import { whereby } from './whereby';
import { zoom, zoomCanvas } from './zoom';

/** Every site that the demo call can be, in the order of the README's table. */
export const FIXTURES = {
  meet,
  zoom,
  zoomCanvas,
  teams,
  jitsi,
  discord,
  webex,
  whereby,
  generic,
} as const satisfies Readonly<Record<string, Fixture>>;

export type SiteName = keyof typeof FIXTURES;

/** The first fixture of an address' host. @throws RangeError where there is none. */
export function fixtureAt({ hostname }: URL): Fixture {
  const fixture = Object.values<Fixture>(FIXTURES).find(({ addresses }) =>
    addresses.some((address) => new URL(address).hostname === hostname),
  );
  if (!fixture) throw new RangeError(`No fixture plays ${hostname}; add one to scripts/call/page/fixtures.ts.`);
  return fixture;
}
