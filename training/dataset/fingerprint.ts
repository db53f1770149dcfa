/** Which pictures with which labels a run was begun with. */
import { createHash } from 'node:crypto';
import { INPUT_AREA } from '../../src/engine/input';
import type { Faces } from './faces';
import { VOTES } from './labels';

/** Of pixels and labels of the rows, in their order; of nothing else. */
export function fingerprintOf(faces: Faces, rows: Uint32Array): string {
  const hash = createHash('sha256').update(JSON.stringify(faces.own?.names ?? []));
  for (const row of rows) {
    hash.update(faces.pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA));
    hash.update(faces.votes.subarray(row * VOTES, (row + 1) * VOTES));
    hash.update((faces.own?.labels ?? faces.classes).subarray(row, row + 1));
  }
  return hash.digest('hex').slice(0, 16);
}
