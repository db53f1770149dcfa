import { mulberry } from '../../scripts/mulberry';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../src/expressions';

/** Logits of a face at rest, in the order of EXPRESSIONS: neutral with a little of everything. */
export const RESTING = [4, 0, 0, 1, 0, -2, -1, -1];
/** Nats that each logit wanders by, and the seconds in which it forgets where it was: half of it, the rest is each frame's own. */
const NOISE = 0.35;
const MEMORY = 2;

/** Logits that an expression adds at a moment, seconds. */
export type Course = (time: number) => Partial<Record<Expression, number>>;

/** Readings of a face that sits in a call, eight a second: its logits tremble, and follow a course. Time in milliseconds. */
export function* sitter(
  seconds: number,
  course: Course = () => ({}),
  { seed = 1, rate = 8, resting = RESTING, noise = NOISE } = {},
): Generator<{ readonly time: number; readonly probabilities: Probabilities }> {
  const random = mulberry(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const keep = Math.exp(-1 / (rate * MEMORY));
  let wander = EXPRESSIONS.map(() => normal());
  for (let i = 0; i < seconds * rate; i++) {
    const time = i / rate;
    wander = wander.map((old) => keep * old + Math.sqrt(1 - keep * keep) * normal());
    const added = course(time);
    const logits = EXPRESSIONS.map(
      (name, e) => resting[e]! + (added[name] ?? 0) + noise * Math.SQRT1_2 * (wander[e]! + normal()),
    );
    yield { time: 1000 * time, probabilities: softmax(logits) };
  }
}

function softmax(logits: readonly number[]): Probabilities {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}
