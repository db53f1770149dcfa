/** Pixels a side of the blocks whose means are compared: noise averages out in them, a mouth's corner does not. */
export const BLOCK = 4;
/** Standard deviations of a block's mean by noise alone; of a thousand blocks none is beyond by chance. */
const DEVIATIONS = 5;
/** Grey levels between which the limit stays: coding moves blocks by some, and no noise of a usable picture by more. */
const LEAST = 3;
const MOST = 10;

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
