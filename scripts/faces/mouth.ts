import { bothSides } from './brush';
import { css, mix, shade } from './color';
import type { Sitter } from './sitter';
import type { Point } from './surface';

/** From corner to corner. */
const ACROSS = [-1, -0.88, -0.6, -0.28, 0, 0.28, 0.6, 0.88, 1];

export function drawMouth({ brush, muscles, tones }: Sitter): void {
  const { mouthWidth: wide, openAbove, openBelow, lipFullness: full } = muscles;
  const middle = 0.87 + muscles.jawDrop * 0.15;
  const corner = middle - muscles.mouthCorner;
  // A dropped jaw makes the opening rounder.
  const round = Math.min(1, Math.max(0, muscles.jawDrop * 5));
  const arch = (t: number) => (1 - round) * (1 - Math.abs(t) ** 2.2) + round * Math.sqrt(1 - t * t);
  const edge = (height: number, bow = 0) =>
    ACROSS.map((t): Point => {
      const cupid = bow * Math.exp(-((Math.abs(t) - 0.28) ** 2) * 30);
      return [t * wide, corner + (height - corner) * arch(t) + cupid];
    });
  const between = (top: readonly Point[], bottom: readonly Point[]) => [...top, ...bottom.slice(1, -1).reverse()];

  const upper = edge(middle - openAbove);
  const lower = edge(middle + openBelow);
  const upperLip = edge(middle - openAbove - 0.065 * full, -0.03 * full);
  const lowerLip = edge(middle + openBelow + 0.115 * full);
  const isOpen = openAbove + openBelow > 0.02;

  brush.spot([0, middle + openBelow + 0.2], [0.3, 0.08], tones.shadow, 0.7);
  if (isOpen) drawInside();
  brush.fill(between(upperLip, upper), css(shade(tones.lips, 0.82)));
  brush.fill(between(lower, lowerLip), css(tones.lips));
  brush.spot([-0.02, middle + openBelow + 0.055 * full], [0.2, 0.035], mix(tones.lips, [255, 240, 235], 0.6), 0.6);
  brush.line(upper, tones.deepShadow, 0.03, 0.8);
  if (isOpen) brush.line(lower, shade(tones.lips, 0.5), 0.02, 0.6);
  bothSides((side) => brush.spot([side * (wide + 0.02), corner], [0.07, 0.06], tones.deepShadow, 0.7));

  function drawInside(): void {
    brush.fill(between(upper, lower), '#2a0d0e');
    brush.within(() => {
      brush.spot([0, middle + openBelow], [0.6 * wide, 0.5 * openBelow + 0.02], [170, 70, 72], 0.9);
      const height = Math.min(0.12, (openAbove + openBelow) * 0.75) * muscles.teeth;
      const rim = upper.map(([u, v], i): Point => [u * 0.96, v + height * (1 - Math.abs(ACROSS[i]!) ** 3 * 0.6)]);
      brush.fill([...upper, ...rim.reverse()], '#efe9e0');
      bothSides((side) => brush.spot([side * wide, middle - muscles.mouthCorner * 0.6], [0.14, 0.16], [30, 8, 8], 0.7));
    });
  }
}
