/** What a network says of each picture: for comparing two of them, and for looking at mistakes. */

import { pick } from '../metrics/validate';
import { predict } from '../network/predict';
import type { PictureSet, Subject } from './evaluate';
import { answersTo, mainLabelling, outputs } from './evaluate';

/** What a network said of one picture. */
export interface Answer {
  /** Of the set's pixels. */
  readonly row: number;
  readonly truth: string;
  readonly said: string;
  /** Probability of what was said. */
  readonly confidence: number;
}

/** What one network said of all pictures, and how long it took. */
export interface Answers {
  readonly title: string;
  readonly answers: readonly Answer[];
  /** Of one picture, in batches as they are measured. */
  readonly milliseconds: number;
  /** Of one face that is asked about alone, as in a call: median of ALONE. */
  readonly millisecondsAlone: number;
}

/** Faces that are timed one by one. */
const ALONE = 31;

/** By the set's first labelling that the network can be asked about. @throws the signal's reason */
export async function answersOf(
  subject: Subject,
  set: PictureSet,
  signal: AbortSignal,
  onProgress: (share: number) => void = () => {},
): Promise<Answers> {
  const labelling = mainLabelling(subject, set);
  const rows = Uint32Array.from(labelling.positions, (position) => set.rows[position]!);
  const start = performance.now();
  let done = 0;
  const said = await outputs(subject, set.pixels, rows, undefined, async (count) => {
    done += count;
    onProgress(done / rows.length);
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  });
  const milliseconds = (performance.now() - start) / rows.length;
  const values = said[labelling.answers]!;
  const probabilities = answersTo(
    labelling,
    pick(values, [...rows.keys()], values.length / rows.length),
    subject.labels,
  );
  const alone: number[] = [];
  for (let i = 0; i < ALONE; i++) {
    signal.throwIfAborted();
    const begun = performance.now();
    predict(subject.model, set, rows.subarray(i % rows.length, (i % rows.length) + 1));
    alone.push(performance.now() - begun);
  }
  const millisecondsAlone = alone.sort((a, b) => a - b)[ALONE >> 1]!;
  const { classes, truths, title } = labelling;
  const answers = Array.from(rows, (row, i): Answer => {
    const own = probabilities.subarray(i * classes.length, (i + 1) * classes.length);
    const best = own.indexOf(Math.max(...own));
    return { row, truth: classes[truths[i]!]!, said: classes[best]!, confidence: own[best]! };
  });
  return { title, answers, milliseconds, millisecondsAlone };
}
