import { bothSides } from './brush';
import { mix, type Rgb, shade } from './color';
import type { Sitter } from './sitter';

const BLUSH: Rgb = [220, 90, 80];

/** Light and shade on the bare head: what makes a flat outline a face to the detector. */
export function shadeHead({ brush, on, person, muscles, tones, chin }: Sitter): void {
  bothSides((side) => {
    brush.spot([side * 1.05 * person.headWidth, 0.1], [0.5, 1.7], tones.shadow, side > 0 ? 0.95 : 0.7, on.head);
    brush.spot([side * 0.75, 1.2 + muscles.jawDrop], [0.55, 0.5], tones.shadow, 0.6, on.head);
    brush.spot([side * 0.62, 0.5], [0.3, 0.34], tones.light, 0.2);
  });
  brush.spot([0, chin + 0.1], [0.7, 0.26], tones.deepShadow, 0.55, on.head);
  brush.spot([-0.1, -0.72], [0.75, 0.42], tones.light, 0.55);
  brush.spot([0, chin - 0.2], [0.2, 0.14], tones.light, 0.35);
}

export function drawSocketsAndCheeks({ brush, muscles, tones }: Sitter): void {
  const { cheekRaise, cheekFold, mouthCorner } = muscles;
  bothSides((side) => {
    brush.spot([side * 0.42, -0.02], [0.36, 0.24], tones.shadow, 0.75);
    brush.spot([side * 0.2, -0.12], [0.14, 0.2], tones.shadow, 0.6);
    brush.spot([side * 0.5, 0.5], [0.32, 0.26], mix(tones.skin, BLUSH, 0.6), 0.22 + 0.2 * cheekRaise);
    if (cheekRaise > 0) {
      brush.spot([side * 0.52, 0.36], [0.26, 0.17], tones.light, 0.5 * cheekRaise);
      brush.line(
        [
          [side * 0.25, 0.17],
          [side * 0.42, 0.2],
          [side * 0.62, 0.12],
        ],
        tones.shadow,
        0.06,
        0.6 * cheekRaise,
      );
      // Crow's feet.
      for (const up of [-1, 1]) {
        const foot = [
          [side * 0.66, -0.02 + up * 0.02],
          [side * 0.78, -0.06 + up * 0.07],
        ] as const;
        brush.line(foot, tones.shadow, 0.035, 0.5 * cheekRaise);
      }
    }
    const beside = muscles.mouthWidth + 0.1 + 0.06 * cheekRaise;
    brush.line(
      [
        [side * 0.23, 0.5],
        [side * (0.2 + beside) * 0.52, 0.62],
        [side * beside, 0.8 - mouthCorner * 0.3],
        [side * (beside - 0.02), 0.95 - mouthCorner * 0.2],
      ],
      tones.shadow,
      0.1,
      0.9 * cheekFold,
    );
    // Under the eye.
    brush.line(
      [
        [side * 0.2, 0.17],
        [side * 0.4, 0.22],
        [side * 0.58, 0.14],
      ],
      tones.shadow,
      0.05,
      0.3,
    );
  });
}

export function drawForehead({ brush, muscles, tones }: Sitter): void {
  if (muscles.foreheadLines > 0) {
    for (const height of [-0.92, -0.79, -0.66]) {
      const line = [
        [-0.45, height + 0.03],
        [-0.2, height - 0.02],
        [0.2, height - 0.02],
        [0.45, height + 0.03],
      ] as const;
      brush.line(line, tones.shadow, 0.04, 0.6 * muscles.foreheadLines);
    }
  }
  if (muscles.frownLines > 0) {
    bothSides((side) => {
      const line = [
        [side * 0.07, -0.42],
        [side * 0.085, -0.27],
        [side * 0.06, -0.16],
      ] as const;
      brush.line(line, tones.deepShadow, 0.06, 0.8 * muscles.frownLines);
    });
    brush.spot([0, -0.27], [0.16, 0.2], tones.shadow, 0.6 * muscles.frownLines);
  }
}

export function drawBeard({ brush, on, person, muscles }: Sitter): void {
  if (person.beard === 0) return;
  const color = shade(person.hair.color, 0.8);
  brush.spot([0, 1.14 + muscles.jawDrop], [0.85, 0.5], color, 0.75 * person.beard, on.head);
  bothSides((side) => {
    brush.spot([side * 0.72, 0.82], [0.3, 0.55], color, 0.6 * person.beard, on.head);
    brush.spot([side * 0.16, 0.72], [0.25, 0.09], color, 0.8 * person.beard);
  });
}
