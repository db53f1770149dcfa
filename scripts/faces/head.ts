import { bothSides } from './brush';
import { css, shade } from './color';
import type { Sitter } from './sitter';
import { mirrored, type Point, points } from './surface';

const SHOULDERS = mirrored(points('0 1.5, 0.5 1.72, 1.2 1.95, 1.72 2.25, 1.95 3, 2 6, 0 6'));
const NECK = mirrored(points('0 0.9, 0.5 0.95, 0.5 1.6, 0.62 1.82, 0 2.02'));
const EAR = points('0.94 -0.2, 1.1 -0.22, 1.12 0.1, 1.02 0.42, 0.92 0.4');
const LENS = points('0.16 -0.12, 0.42 -0.17, 0.7 -0.1, 0.68 0.14, 0.42 0.22, 0.19 0.13');
const BRIDGE = points('0.16 -0.03, 0 -0.07');
const TEMPLE = points('0.7 -0.04, 1 -0.06');
const FRAME = 'rgba(30,26,26,.9)';

export function drawShoulders({ brush, on, person }: Sitter): void {
  brush.fill(SHOULDERS, brush.downward(1.5, 4, person.clothes, shade(person.clothes, 0.5)), on.body);
}

export function drawNeck({ brush, on, tones }: Sitter): void {
  brush.fill(NECK, brush.downward(1.1, 2, shade(tones.skin, 0.5), shade(tones.skin, 0.82)), on.body);
}

export function drawEars({ brush, on, person, tones }: Sitter): void {
  bothSides((side) => {
    brush.fill(
      EAR.map(([u, v]): Point => [side * u * person.headWidth, v]),
      css(shade(tones.skin, 0.8)),
      on.head,
    );
    brush.spot([side * 1.03 * person.headWidth, 0.08], [0.08, 0.2], tones.deepShadow, 0.5, on.head);
  });
}

/** The head in plain skin colour; its outline stays the current path, for the shading within. */
export function drawHead({ brush, on, person, muscles, tones, chin }: Sitter): void {
  const { headWidth: wide, jawWidth: jaw } = person;
  const outline: Point[] = [
    [0, -1.36],
    [0.52, -1.27],
    [0.87 * wide, -0.88],
    [wide, -0.3],
    [0.97 * wide, 0.25],
    [jaw + 0.03, 0.72 + muscles.jawDrop * 0.5],
    [0.52 * jaw + 0.1, chin - 0.2],
    [0.24, chin - 0.02],
    [0, chin],
  ];
  brush.fill(mirrored(outline), css(tones.skin), on.head);
}

export function drawGlasses({ brush, person }: Sitter): void {
  if (!person.glasses) return;
  bothSides((side) => {
    const along = (line: Point[]) => line.map(([u, v]): Point => [side * u, v]);
    brush.fill(along(LENS), 'rgba(255,255,255,.06)');
    brush.stroke(along(LENS), FRAME, 0.035, true);
    brush.stroke(along(BRIDGE), FRAME, 0.035);
    brush.stroke(along(TEMPLE), FRAME, 0.035);
  });
}
