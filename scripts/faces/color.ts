/** Red, green, blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** Darkened to `light` (0 to 1), blue most: shadows on skin are warm. */
export function shade(c: Rgb, light: number): Rgb {
  return [c[0] * light, c[1] * light * (0.9 + 0.1 * light), c[2] * light * (0.86 + 0.14 * light)];
}

export function css(c: Rgb, alpha = 1): string {
  return `rgba(${Math.round(c[0])},${Math.round(c[1])},${Math.round(c[2])},${alpha})`;
}
