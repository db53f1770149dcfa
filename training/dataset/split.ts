/** Which rows train and which measure. */
import { createHash } from 'node:crypto';
import { INPUT_AREA } from '../../src/engine/input';
import { type Faces, USAGES, type Usage } from './faces';
import { unusable, VOTES } from './labels';

/** Which pictures train and which are measured on. */
export interface Split {
  /** Row numbers. */
  readonly training: Uint32Array;
  /** PublicTest, every row. */
  readonly validation: Uint32Array;
  /** How many Training rows were left out, by reason. */
  readonly dropped: { readonly unusable: number; readonly inValidation: number };
}

const picture = (faces: Faces, row: number) => faces.pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA);
const votesOf = (faces: Faces, row: number) => faces.votes.subarray(row * VOTES, (row + 1) * VOTES);
const fingerprint = (pixels: Uint8Array) => createHash('sha1').update(pixels).digest('base64');

/** Row numbers of the pictures of one part, ascending. */
export function rowsOf(faces: Faces, usage: Usage): Uint32Array {
  const wanted = USAGES.indexOf(usage);
  const rows: number[] = [];
  faces.usages.forEach((u, row) => {
    if (u === wanted) rows.push(row);
  });
  return Uint32Array.from(rows);
}

/**
 * Training without pictures that FER+ calls no face or mostly cannot name, and without pictures that are pixel for
 * pixel in PublicTest (279 are). PrivateTest is never used.
 */
export function split(faces: Faces): Split {
  const validation = rowsOf(faces, 'PublicTest');
  const seen = new Set(Array.from(validation, (row) => fingerprint(picture(faces, row))));
  const dropped = { unusable: 0, inValidation: 0 };
  const training = rowsOf(faces, 'Training').filter((row) => {
    if (!faces.own && unusable(votesOf(faces, row))) {
      dropped.unusable++;
      return false;
    }
    if (seen.has(fingerprint(picture(faces, row)))) {
      dropped.inValidation++;
      return false;
    }
    return true;
  });
  return { training, validation, dropped };
}
