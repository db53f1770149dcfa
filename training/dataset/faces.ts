/** Pictures of faces with their labels, as everything here takes them. */

/** FER2013's parts, as its file names them; {@link Faces.usages} counts along this list. */
export const USAGES = ['Training', 'PublicTest', 'PrivateTest'] as const;
/** One of them. */
export type Usage = (typeof USAGES)[number];

/** Pictures with both kinds of label; row i of every array belongs to picture i. */
export interface Faces {
  readonly count: number;
  /** Grey levels, INPUT_AREA per picture. */
  readonly pixels: Uint8Array;
  /** Index into FER2013_CLASSES. */
  readonly classes: Uint8Array;
  /** VOTES counts per picture, in the order of VOTE_COLUMNS. */
  readonly votes: Uint8Array;
  /** Index into USAGES. */
  readonly usages: Uint8Array;
  /** Of a data set with classes of its own, which stand in the place of FER2013's and FER+'s: `classes` and `votes` say nothing. */
  readonly own?: {
    readonly names: readonly string[];
    /** Index into `names`. */
    readonly labels: Uint8Array;
  };
}
