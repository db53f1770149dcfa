/** `data`: what was read, what is used, what was left out. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { EXPRESSIONS } from '../../src/expressions';
import { fraction, seedOf } from '../console/options';
import { progress } from '../console/progress';
import { dataReport } from '../dataset/data-report';
import type { Faces } from '../dataset/faces';
import { distribution, FER2013_CLASSES, VOTES } from '../dataset/labels';
import { openTraining } from '../dataset/open-training';
import { duplicates, titleOf } from '../dataset/own-set';
import { split } from '../dataset/split';
import { taggerAgreement } from '../dataset/taggers';
import { percent } from '../markup/tables';
import { AGREEMENT, agreedRows } from '../metrics/validate';

/** For --help. */
export const help = `data: count pictures and labels

  --data PATH        as "train" takes it: FER2013, a folder per class, or a CSV file (default training/data)
  --split SHARE      of each class to train on, where the data has no parts (default 0.8)
  --seed N           draws them (default 0)
  --report FILE      also write a page with counts, samples, sizes, and pictures that occur twice (own classes)
  --detect           the pictures are whole ones: find the largest face in each, align and crop it as in a call
  --skip-broken      leave out pictures that cannot be read, and list them`;

/** Pictures by class and part, what stands in both, and what was left out. */
function tellOwn({ own, usages, ...faces }: Faces, notes: readonly string[], dropped: number): void {
  const { names, labels } = own!;
  const count = (k: number, usage: number) =>
    labels.reduce((sum, label, i) => sum + (label === k && usages[i] === usage ? 1 : 0), 0);
  const width = Math.max(...names.map((name) => name.length));
  console.log(`${faces.count} pictures read, ${names.length} classes\n\n${''.padEnd(width)}  to train on  to measure`);
  names.forEach((name, k) => {
    console.log(`${name.padEnd(width)}  ${String(count(k, 0)).padStart(11)}  ${String(count(k, 1)).padStart(10)}`);
  });
  const { within, across } = duplicates({ ...faces, usages });
  console.log(
    `\nThe same picture twice: ${within} times within a part; ${across} times in both, of which ${dropped} are left out of training.`,
  );
  for (const note of notes) console.log(note);
}

/** Prints counts, and writes the page where that is asked for. @throws Error where the data cannot be read */
export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: 'training/data' },
      split: { type: 'string', default: '0.8' },
      seed: { type: 'string', default: '0' },
      report: { type: 'string' },
      'skip-broken': { type: 'boolean', default: false },
      detect: { type: 'boolean', default: false },
    },
  });
  const reading = progress('reading pictures');
  const { faces, notes, files } = await openTraining(values.data, {
    split: fraction('--split', values.split),
    seed: seedOf(values.seed),
    skipBroken: values['skip-broken'],
    detect: values.detect,
    signal,
    onProgress: (done, all) => reading(done / all),
  });
  if (values.report !== undefined) {
    if (!faces.own) throw new Error('--report is for classes of one’s own; FER2013 with votes is told in numbers.');
    writeFileSync(values.report, await dataReport(titleOf(values.data), faces, notes, files));
    console.log(`${values.report}: counts, samples, sizes, and what occurs twice\n`);
  }
  if (faces.own) return tellOwn(faces, notes, split(faces).dropped.inValidation);
  const { training, validation, dropped } = split(faces);
  const clear = agreedRows(faces, validation).positions.map((position) => validation[position]!);
  console.log(
    `${faces.count} pictures read\n` +
      `Training: ${training.length} used; left out: ${dropped.unusable} that FER+ calls no face or mostly cannot name, ` +
      `${dropped.inValidation} that also stand in PublicTest\n` +
      `PublicTest: ${validation.length}, of which ${clear.length} have ${AGREEMENT} or more votes for one expression; on those, ` +
      `one tagger says what most of the others say in ${percent(taggerAgreement(faces.votes, clear))} of cases\n`,
  );
  const mass = EXPRESSIONS.map(() => 0);
  const classes = FER2013_CLASSES.map(() => 0);
  for (const row of training) {
    distribution(faces.votes.subarray(row * VOTES, (row + 1) * VOTES))?.forEach((p, k) => {
      mass[k]! += p;
    });
    classes[faces.classes[row]!]!++;
  }
  const share = (count: number) => `${((100 * count) / training.length).toFixed(1).padStart(5)} %`;
  console.log('Training, share of FER+ votes:');
  EXPRESSIONS.forEach((name, k) => {
    console.log(`  ${name.padEnd(10)} ${share(mass[k]!)}`);
  });
  console.log('Training, share of FER2013 labels:');
  FER2013_CLASSES.forEach((name, k) => {
    console.log(`  ${name.padEnd(10)} ${share(classes[k]!)}`);
  });
}
