import { bothSides } from './brush';
import { css, mix, type Rgb, shade } from './color';
import type { Sitter } from './sitter';
import type { Point } from './surface';

const LASHES: Rgb = [24, 16, 14];

export function drawEyes(sitter: Sitter): void {
  bothSides((side) => {
    drawEye(sitter, side);
    drawBrow(sitter, side);
  });
}

function drawEye({ brush, on, person, muscles, tones, turn, blink }: Sitter, side: -1 | 1): void {
  const centre = side * 0.42;
  const open = Math.max(0.04, 1 - blink);
  const above = 0.1 * muscles.upperLid * open;
  const below = 0.065 * muscles.lowerLid * (0.4 + 0.6 * open);
  const tilt = (muscles.browInner - muscles.browOuter) * 0.12;
  const around = (points: Point[]) => points.map(([u, v]): Point => [centre + side * u, v]);
  const upper = around([
    [-0.2, 0.025],
    [-0.12, -above * 0.72 - tilt * 0.4],
    [0, -above - tilt * 0.1],
    [0.12, -above * 0.8 + tilt * 0.2],
    [0.21, -0.015],
  ]);
  const lower = around([
    [0.1, below * 0.85],
    [0, below],
    [-0.11, below * 0.8],
  ]);
  const [inner, outer] = [upper[0]!, upper[4]!];

  brush.fill([...upper, ...lower], css(mix([238, 234, 230], tones.skin, 0.12)));
  brush.within(() => {
    const [x, y] = on.face(centre + 0.1 * Math.sin(turn.yaw), -0.012);
    brush.disc([x, y], 0.108, css(shade(person.iris, 0.5)));
    brush.disc([x, y], 0.092, css(person.iris));
    brush.disc([x, y], 0.05, '#0a0808');
    brush.disc([x - 0.035, y - 0.04], 0.022, 'rgba(255,255,255,.9)');
    brush.line(upper, LASHES, 0.12, 0.5);
  });
  brush.line(upper, LASHES, 0.055, 1);
  brush.line([outer, ...lower, inner], tones.deepShadow, 0.03, 0.6);
  const crease = upper.map(([u, v], i): Point => [u, v - 0.075 + (i % 4 === 0 ? 0.04 : 0)]);
  brush.line(crease, tones.shadow, 0.05, 0.7);
}

/** A band that tapers outwards. */
function drawBrow({ brush, person, muscles }: Sitter, side: -1 | 1): void {
  const { browInner: inner, browOuter: outer, browSqueeze: squeeze } = muscles;
  const middle: Point[] = [
    [side * (0.24 - squeeze), -0.26 - inner],
    [side * (0.34 - squeeze * 0.6), -0.3 - inner * 0.75 - outer * 0.3],
    [side * 0.5, -0.33 - inner * 0.25 - outer * 0.8],
    [side * 0.68, -0.24 - outer],
  ];
  const thick = person.browThickness;
  const top = middle.map(([u, v], i): Point => [u, v - thick * [0.7, 1, 0.9, 0.2][i]!]);
  const bottom = middle.map(([u, v], i): Point => [u, v + thick * [1, 0.9, 0.6, 0.2][i]!]);
  brush.fill([...top, ...bottom.reverse()], css(shade(person.hair.color, 0.75), 0.8));
  brush.line(middle, shade(person.hair.color, 0.7), thick * 2.4, 0.45);
}
