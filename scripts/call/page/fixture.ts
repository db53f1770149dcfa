import type { View } from './view';

/** One call site as the demo call plays it: where it is, how it builds its page, and what Facet must read there. */
export interface Fixture {
  /** For people: heading of tests, and row of the README's table. */
  readonly title: string;
  /** Addresses of calls, as the site's own; tests open the first. */
  readonly addresses: readonly [string, ...string[]];
  /** The site's client sits in a frame of this id, at this path of the site. */
  readonly frame?: { readonly id: string; readonly path: string };
  view(url: URL): View;
  readonly expected: Expected;
}

/** What a test may demand, beside what holds on every site: each participant once, by name, and no screen as a person. */
export interface Expected {
  /** Whose rules read the page: an id of src/sites. */
  readonly rules: string;
  /** What the popup calls the site. */
  readonly label: string;
  /** `site`: tiles carry the participant's own id, so that somebody who comes back is known to be another. */
  readonly ids: 'site' | 'none';
  /** `hidden`: the own tile says "You" and no name. */
  readonly ownName?: 'hidden';
  /** `nobody`: a tile is an empty video element until its first picture, which may be anything. */
  readonly unseen?: 'nobody';
  /** Whether Facet runs there at once, or once the user has enabled the site. */
  readonly permission: 'manifest' | 'asked';
}
