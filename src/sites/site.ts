import type { Box } from '../box';

/**
 * The contract of a call site. One file per site: selectors as data, ordered, each with the date and source where it
 * was seen, and a `scan` that holds only what that site needs. Scans are pure reads of the DOM: no listeners, no writes.
 */
export interface Site {
  readonly id: string;
  /** Name for people: "Google Meet". */
  readonly label: string;
  /** Whether this site's rules apply to a page; the generic site says yes to all and stands last. */
  matches(url: URL): boolean;
  /** Whether the page is in (or about to join) a call, judged by its address alone; null where it cannot tell. */
  isCall(url: URL): boolean | null;
  /** What the address calls this call, so that another one is told from it; null where it names none. */
  callKey?(url: URL): string | null;
  readonly selectors: SelectorTable;
  /** Every tile that the page shows now, in document order. Never throws on a page that changed: it returns fewer tiles. */
  scan(page: Document): ScannedTile[];
}

export interface Selector {
  readonly css: string;
  /** Where and when it was seen: "live capture 2026-04-30, tryniq", "upstream source 2026-09". */
  readonly seen: string;
}

/** Purpose → selectors, first choice first. */
export type SelectorTable = Readonly<Record<string, readonly Selector[]>>;

/** What a tile's pixels are read from. */
export type PixelSource = HTMLVideoElement | HTMLCanvasElement;

export interface ScannedTile {
  /** The site's own id of the participant, stable while they are in the call; null where the page has none. */
  readonly key: string | null;
  /** Name as shown by the page; null where there is none (never guessed). */
  readonly name: string | null;
  readonly isSelf: boolean;
  /** What stands in the name's place keeps changing while the picture stays: whatever it said before, it named no one. */
  readonly isRestless?: boolean;
  readonly kind: 'person' | 'screen';
  /** The element whose place on screen is the tile's. */
  readonly element: Element;
  /** What the page keeps of the tile while its picture comes and goes, where that is not `element`. */
  readonly anchor?: Element;
  /** null while the camera is off. */
  readonly source: PixelSource | null;
  /** A video element without a stream: it may go on as somebody known, but be anything else as well. */
  readonly isEmpty?: boolean;
  /** The tile's part of the source, as fractions of it, where several tiles share one canvas. */
  readonly region?: Box;
  /**
   * Whether the tile still shows whom the scan found, at the same place: of a shared canvas, a page that changed since
   * gives another person's picture. Cheap; asked before each picture.
   */
  isCurrent?(): boolean;
}
