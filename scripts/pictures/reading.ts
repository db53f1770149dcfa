import type { UnsureReason } from '../../src/engine/types';
import type { Expression } from '../../src/expressions';
import type { Picture } from './list';

/** The largest face of a picture. */
export interface Reading {
  /** Faces found. */
  readonly faces: number;
  /** In the order of EXPRESSIONS; empty where no face was found, or none that can be read. */
  readonly probabilities: readonly number[];
  /** What it is named; null where it is unsure, or there is no face. */
  readonly expression: Expression | null;
  readonly unsure?: UnsureReason;
}

/** A picture of the list, and what was read in it. */
export interface Read {
  readonly picture: Picture;
  readonly reading: Reading;
}
