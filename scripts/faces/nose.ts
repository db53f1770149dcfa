import { bothSides } from './brush';
import { css } from './color';
import type { Sitter } from './sitter';

export function drawNose({ brush, on, person, muscles, tones }: Sitter): void {
  const wide = person.noseWidth;
  const lift = muscles.sneer * 0.03;
  bothSides((side) => {
    brush.line(
      [
        [side * 0.1, -0.2],
        [side * 0.085, 0.1],
        [side * 0.12, 0.36],
      ],
      tones.shadow,
      0.12,
      side > 0 ? 0.55 : 0.3,
    );
    brush.spot([side * 0.17 * wide, 0.47 - lift], [0.11 * wide, 0.1], tones.shadow, 0.55);
    const wing = [
      [side * 0.2 * wide, 0.38 - lift],
      [side * 0.24 * wide, 0.48 - lift],
      [side * 0.18 * wide, 0.55 - lift],
    ] as const;
    brush.line(wing, tones.deepShadow, 0.05, 0.6 + 0.3 * muscles.sneer);
  });
  brush.spot([0, 0.1], [0.075, 0.42], tones.light, 0.6);
  brush.spot([0, 0.42], [0.14 * wide, 0.11], tones.light, 0.7);
  brush.spot([0, 0.6], [0.24 * wide, 0.08], tones.deepShadow, 0.5);
  bothSides((side) => {
    const [x, y] = on.face(side * 0.085 * wide, 0.545 - lift);
    brush.context.beginPath();
    brush.context.ellipse(x, y, 0.06 * wide, 0.03 + 0.008 * muscles.sneer, side * -0.25, 0, 2 * Math.PI);
    brush.context.fillStyle = css(tones.deepShadow, 0.85);
    brush.context.fill();
  });
}
