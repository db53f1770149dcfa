import { EXPRESSIONS, top } from '../expressions';
import type { SecondRow } from './records';

/** Of fewer people a sum says what one of them shows. */
export const MIN_AUDIENCE = 3;
/** Who a row of the sum is about. */
export const AUDIENCE = 'audience';

/**
 * One row a second for all faces together, from the rows of each: the mean of their probabilities, named by what more than
 * half of them were named; labels: what the probabilities stand for. Seconds in which fewer than {@link MIN_AUDIENCE} faces were read give none.
 */
export function sums(rows: readonly SecondRow[], labels: readonly string[] = EXPRESSIONS): SecondRow[] {
  const seconds = new Map<number, SecondRow[]>();
  for (const row of rows) {
    if (row.probabilities === null) continue;
    const faces = seconds.get(row.second);
    if (faces) faces.push(row);
    else seconds.set(row.second, [row]);
  }
  return [...seconds.values()].flatMap((faces) => (faces.length < MIN_AUDIENCE ? [] : [sum(faces, labels)]));
}

function sum(faces: readonly SecondRow[], labels: readonly string[]): SecondRow {
  const mean = (of: (face: SecondRow) => number) => faces.reduce((total, face) => total + of(face), 0) / faces.length;
  const probabilities = labels.map((_, i) => mean((face) => face.probabilities?.[i] ?? 0));
  const named = counts(faces);
  const likeliest = labels[top(probabilities)]!;
  const agreement = (named.get(likeliest) ?? 0) / faces.length;
  const { session, second } = faces[0]!;
  return {
    session,
    second,
    participant: AUDIENCE,
    face: 1,
    people: faces.length,
    samples: faces.reduce((total, face) => total + face.samples, 0),
    agreement,
    probabilities,
    expression: agreement > 0.5 ? likeliest : null,
    confidence: Math.max(...probabilities),
    score: mean((face) => face.score),
  };
}

/** How many faces were named what; null: unsure. */
export function counts(faces: readonly { readonly expression: string | null }[]): ReadonlyMap<string | null, number> {
  const found = new Map<string | null, number>();
  for (const { expression } of faces) found.set(expression, (found.get(expression) ?? 0) + 1);
  return found;
}
