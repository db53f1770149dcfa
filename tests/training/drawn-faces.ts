import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import type { Faces } from '../../training/dataset/faces';
import { VOTES } from '../../training/dataset/labels';
import { random } from '../../training/dataset/random';

/** Pictures that can be told apart (a bright bar whose height follows the class), labelled both ways; no person's face. */
export function drawnFaces(count: number): Faces {
  const next = random(1);
  const pixels = new Uint8Array(count * INPUT_AREA);
  const classes = new Uint8Array(count);
  const votes = new Uint8Array(count * VOTES);
  for (let i = 0; i < count; i++) {
    const expression = i % 7;
    for (let p = 0; p < INPUT_AREA; p++) {
      const row = Math.floor(p / INPUT_SIDE);
      pixels[i * INPUT_AREA + p] = Math.floor(next() * 60) + (Math.floor(row / 7) === expression ? 180 : 0);
    }
    classes[i] = expression;
    votes[i * VOTES + expression] = 8;
    votes[i * VOTES + ((expression + 1) % 8)] = 2;
  }
  return { count, pixels, classes, votes, usages: new Uint8Array(count) };
}
