/** Pixels a side of the blocks whose means are compared: noise averages out in them, a mouth's corner does not. */
export const BLOCK = 4;
/** Standard deviations of a block's mean by noise alone; of a thousand blocks none is beyond by chance. */
const DEVIATIONS = 5;
/** Grey levels between which the limit stays: coding moves blocks by some, and no noise of a usable picture by more. */
const LEAST = 3;
const MOST = 10;

/** Of a block that is the same: how far its mean may be off, and the mean of its points' squared differences, in grey levels. */
const SAME = { mean: 2, square: 16 };

/**
 * Which blocks of a picture differ, each by itself: of those that do not, nothing needs to be taken over. Finer than
 * {@link hasChanged}, which asks of all together whether there is anything to be read anew.
 *
 * @param before, now as there.
 * @returns of each row of blocks where the first that differs begins and the last ends, in blocks; both 0 where none does.
 */
export function changedBlocks(before: ArrayLike<number>, now: ArrayLike<number>, width: number): Uint8Array {
  const across = width / BLOCK;
  const spans = new Uint8Array(2 * Math.floor(now.length / (BLOCK * width)));
  const differs = (row: number, column: number) => {
    const start = row * BLOCK * width + column * BLOCK;
    let sum = 0;
    let squares = 0;
    for (let y = 0; y < BLOCK; y++) {
      for (let at = start + y * width, end = at + BLOCK; at < end; at++) {
        const difference = now[at]! - before[at]!;
        sum += difference;
        squares += difference * difference;
      }
    }
    return Math.abs(sum) > SAME.mean * BLOCK * BLOCK || squares > SAME.square * BLOCK * BLOCK;
  };
  for (let row = 0; 2 * row < spans.length; row++) {
    let from = 0;
    while (from < across && !differs(row, from)) from++;
    if (from === across) continue;
    let to = across;
    while (!differs(row, to - 1)) to--;
    spans.set([from, to], 2 * row);
  }
  return spans;
}

/**
 * Whether a picture changed beyond its camera's noise. The noise is known from the two pictures themselves: where nothing
 * moves, pixels of a block differ from each other as they differ from picture to picture, and most blocks do not move. Light
 * that changes evenly is no change.
 *
 * @param before, now grey levels 0 to 255, row by row, of `width` × so many pixels; both sides multiples of 4.
 */
export function hasChanged(before: ArrayLike<number>, now: ArrayLike<number>, width: number): boolean {
  const across = width / BLOCK;
  const means = new Float32Array(Math.floor(now.length / (BLOCK * BLOCK)));
  const variances = new Float32Array(means.length);
  let light = 0;
  for (let block = 0; block < means.length; block++) {
    const start = Math.floor(block / across) * BLOCK * width + (block % across) * BLOCK;
    let sum = 0;
    let squares = 0;
    for (let y = 0; y < BLOCK; y++) {
      for (let at = start + y * width, end = at + BLOCK; at < end; at++) {
        const difference = now[at]! - before[at]!;
        sum += difference;
        squares += difference * difference;
      }
    }
    const mean = sum / (BLOCK * BLOCK);
    means[block] = mean;
    variances[block] = squares / (BLOCK * BLOCK) - mean * mean;
    light += mean / means.length;
  }
  let most = 0;
  for (let block = 0; block < means.length; block++) most = Math.max(most, Math.abs(means[block]! - light));
  // Whatever the noise is: most pictures are decided by this.
  if (!(most > LEAST) || most > MOST) return most > MOST;
  const noise = Math.sqrt(Math.max(0, variances.sort()[variances.length >> 1]!)) / BLOCK;
  return most > Math.min(MOST, Math.max(LEAST, DEVIATIONS * noise));
}
