/**
 * How a face is boxed and labelled in pictures that are saved, from the options page and from the command line alike. Lengths
 * in units: 640 of them are a picture's longer side.
 */
export const FACE_LABEL = {
  longerSide: 640,
  /** Thickness of the box. */
  line: 3,
  /** Height of the type, of its ground, and of the ground with the gap to the box below it. */
  type: 14,
  ground: 20,
  above: 22,
  /** Between the ground's left edge and the words. */
  inset: 5,
  groundColor: '#16161e',
  wordsColor: '#ffffff',
  /** Of a box whose face is unsure. */
  unsureColor: '#85859b',
} as const;

/** A label's upper edge: over the box, or within it where there is no room. @param y the box's upper edge @param unit pixels of a unit */
export function labelTop(y: number, unit: number): number {
  return y >= FACE_LABEL.above * unit ? y - FACE_LABEL.above * unit : y + FACE_LABEL.line * unit;
}

/** A label's left edge, over the box's where the picture has room to its right. All in pixels. */
export function labelLeft(x: number, labelWidth: number, pictureWidth: number): number {
  return Math.max(0, Math.min(pictureWidth - labelWidth, x));
}
