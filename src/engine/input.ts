/**
 * What the network sees, once for browser and training: a INPUT_SIDE × INPUT_SIDE picture of one face in grey.
 * tests/parity holds both sides to it.
 */
export const INPUT_SIDE = 48;
export const INPUT_AREA = INPUT_SIDE * INPUT_SIDE;
/** As a model's metadata says it: what it is given is (grey − mean) / scale, [n, side, side, channels]. */
export const INPUT = { side: INPUT_SIDE, channels: 1, mean: 128, scale: 64 } as const;

/** Grey level of an sRGB pixel, 0 to 255, by the luma of ITU-R BT.601 (as PIL and OpenCV made FER2013). */
export function luma(r: number, g: number, b: number): number {
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

/** Grey level 0 to 255 → the network's input, −2 to 1.98. */
export function normalise(grey: number): number {
  return (grey - INPUT.mean) / INPUT.scale;
}

/** A crop's grey levels as the network takes them. */
export function normalised(crop: Float32Array): Float32Array {
  const input = new Float32Array(crop.length);
  // A call for each pixel, as map makes one, takes ten times as long.
  for (let i = 0; i < crop.length; i++) input[i] = normalise(crop[i]!);
  return input;
}
