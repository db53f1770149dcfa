/** A part of a picture, in its pixels. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Parts of the longer side that windows have: so that small faces of a group fill enough of one. */
const SCALES = [1, 1 / 2, 1 / 4] as const;
/** The full-range detector sees 192 × 192 pixels; a window not much larger shows it nothing new. */
const SMALLEST = 256;

/**
 * Windows over a picture of so many pixels, from the whole to small ones. Those of one size overlap by half, so that each
 * face up to half a window's side lies in one of them uncut.
 */
export function windows(width: number, height: number): Window[] {
  const longer = Math.max(width, height);
  return SCALES.filter((scale) => scale === 1 || longer * scale >= SMALLEST).flatMap((scale) => {
    const side = Math.round(longer * scale);
    return starts(height, side).flatMap((y) =>
      starts(width, side).map((x) => ({ x, y, width: Math.min(side, width), height: Math.min(side, height) })),
    );
  });
}

/** Where windows begin along a side, evenly, from its beginning to its end. */
function starts(length: number, side: number): number[] {
  if (side >= length) return [0];
  const steps = Math.ceil((length - side) / (side / 2));
  return Array.from({ length: steps + 1 }, (_, i) => Math.round((i * (length - side)) / steps));
}
