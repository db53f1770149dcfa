import type { Box } from '../box';

/**
 * The mean colours above a face, of it, and below it (hair or hat, skin in this light, clothes): what tells apart people who
 * pass each other in one picture. It measures nothing that would know a person again on another day or in other clothes, and
 * is forgotten with the face. Three parts of red, green and blue, 0 to 1; NaN for a part that lies outside the picture.
 */
export type Appearance = Float32Array;

/** Middle and size of each part, in widths and heights of the face's box from its upper left corner. */
const PARTS = [
  { x: 0.5, y: -0.2, width: 0.6, height: 0.3 },
  { x: 0.5, y: 0.5, width: 0.6, height: 0.6 },
  { x: 0.5, y: 1.5, width: 0.8, height: 0.4 },
];
/** Pixels looked at in each part, across and down. */
const SAMPLES = 6;
/** Red, green and blue. */
const CHANNELS = 3;

/** @param picture RGBA. @param face fractions of the picture. */
export function appearanceOf(
  { data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>,
  face: Box,
): Appearance {
  const colours = new Float32Array(PARTS.length * CHANNELS);
  PARTS.forEach((part, p) => {
    const sums = [0, 0, 0];
    let seen = 0;
    for (let i = 0; i < SAMPLES * SAMPLES; i++) {
      const across = part.x + part.width * (((i % SAMPLES) + 0.5) / SAMPLES - 0.5);
      const down = part.y + part.height * ((Math.floor(i / SAMPLES) + 0.5) / SAMPLES - 0.5);
      const x = Math.floor((face.x + across * face.width) * width);
      const y = Math.floor((face.y + down * face.height) * height);
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      seen++;
      for (let c = 0; c < CHANNELS; c++) sums[c]! += data[4 * (y * width + x) + c]! / 255;
    }
    // A sliver at the picture's edge is not the part's colour.
    const enough = seen >= (SAMPLES * SAMPLES) / 3;
    for (let c = 0; c < CHANNELS; c++) colours[p * CHANNELS + c] = enough ? sums[c]! / seen : Number.NaN;
  });
  return colours;
}

/** How unlike two are: root of the mean square over the parts that both have, 0 to 1; 0 where they have none. */
export function appearanceDistance(a: Appearance, b: Appearance): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!;
    if (Number.isNaN(difference)) continue;
    sum += difference * difference;
    count++;
  }
  return count > 0 ? Math.sqrt(sum / count) : 0;
}

/** Moves `known` towards `seen` by a share of the way; a part seen for the first time is taken as it is. */
export function blend(known: Appearance, seen: Appearance, share: number): Appearance {
  return known.map((old, i) => {
    const newest = seen[i]!;
    if (Number.isNaN(newest)) return old;
    return Number.isNaN(old) ? newest : old + share * (newest - old);
  });
}
