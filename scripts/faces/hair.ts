import { mix, type Rgb, shade } from './color';
import type { HairStyle } from './people';
import type { Sitter } from './sitter';
import { mirrored, type Point, points } from './surface';

const SHEEN: Rgb = [255, 240, 220];

const BEHIND: Readonly<Record<HairStyle, readonly Point[][]>> = {
  short: [],
  bald: [],
  long: [mirrored(points('0 -1.52, 0.75 -1.36, 1.14 -0.7, 1.18 0.3, 1.22 1.3, 1.05 2.1, 0.5 2.2, 0 2'))],
  bob: [mirrored(points('0 -1.5, 0.75 -1.35, 1.14 -0.7, 1.22 0.2, 1.2 0.9, 0.9 1.15, 0 1.1'))],
  afro: [mirrored(points('0 -1.85, 0.8 -1.68, 1.28 -1.1, 1.34 -0.45, 1.12 0.05, 0 0.1'))],
  bun: [
    mirrored(points('0 -2, 0.3 -1.92, 0.4 -1.66, 0.28 -1.42, 0 -1.36')),
    mirrored(points('0 -1.52, 0.7 -1.38, 1.08 -0.75, 1.06 -0.1, 0.9 0.1, 0 0.1')),
  ],
};

const FRONT: Readonly<Record<HairStyle, readonly Point[][]>> = {
  bald: [],
  short: [
    points(
      '0 -1.5, 0.6 -1.42, 1 -0.98, 1.02 -0.2, 0.91 -0.35, 0.84 -0.75, 0.5 -0.95, 0 -0.9, ' +
        '-0.55 -1, -0.84 -0.75, -0.91 -0.35, -1.02 -0.2, -1 -0.98, -0.6 -1.42',
    ),
  ],
  afro: [mirrored(points('0 -1.6, 0.75 -1.45, 1.12 -0.8, 1.06 -0.15, 0.93 -0.4, 0.8 -0.82, 0.4 -1, 0 -1.02'))],
  bun: [mirrored(points('0 -1.5, 0.6 -1.42, 1 -0.98, 1.03 -0.2, 0.93 -0.3, 0.8 -0.8, 0.4 -1.04, 0 -1.1'))],
  long: parted(1.5),
  bob: parted(0.9),
};

/** Two locks, parted beside the middle, that fall to `tip`. */
function parted(tip: number): Point[][] {
  const right = points(
    `-0.1 -1.5, 0.6 -1.42, 1.06 -0.9, 1.16 0, 1.18 ${tip}, 0.98 ${tip + 0.1}, 0.93 0.4, 0.9 -0.2, 0.66 -0.72, 0.25 -0.98`,
  );
  return [right.map(([u, v]): Point => [-u, v]), right];
}

/** What hangs behind the head. */
export function drawHairBehind(sitter: Sitter): void {
  drawLocks(sitter, BEHIND[sitter.person.hair.style]);
}

/** What falls over the forehead and the temples. */
export function drawHairInFront(sitter: Sitter): void {
  drawLocks(sitter, FRONT[sitter.person.hair.style]);
}

function drawLocks({ brush, on, person }: Sitter, locks: readonly Point[][]): void {
  const { color } = person.hair;
  for (const lock of locks) {
    brush.fill(lock, brush.downward(-1.6, 1.6, mix(color, SHEEN, 0.1), shade(color, 0.6)), on.head);
  }
}
