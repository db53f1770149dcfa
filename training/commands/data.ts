/** `data`: what was read, what is used, what was left out. */
import { parseArgs } from 'node:util';
import { EXPRESSIONS } from '../../src/expressions';
import { loadFaces } from '../dataset/cache';
import { distribution, FER2013_CLASSES, VOTES } from '../dataset/labels';
import { split } from '../dataset/split';
import { taggerAgreement } from '../dataset/taggers';
import { AGREEMENT, agreedRows } from '../evaluation/validate';

export const help = `data: count pictures and labels

  --data FOLDER      holds fer2013.csv and fer2013new.csv (default training/data)`;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { data: { type: 'string', default: 'training/data' } } });
  const faces = await loadFaces(values.data);
  const { training, validation, dropped } = split(faces);
  const clear = agreedRows(faces, validation).positions.map((position) => validation[position]!);
  console.log(
    `${faces.count} pictures read\n` +
      `Training: ${training.length} used; left out: ${dropped.unusable} that FER+ calls no face or mostly cannot name, ` +
      `${dropped.inValidation} that also stand in PublicTest\n` +
      `PublicTest: ${validation.length}, of which ${clear.length} have ${AGREEMENT} or more votes for one expression; on those, ` +
      `one tagger says what most of the others say in ${(100 * taggerAgreement(faces.votes, clear)).toFixed(1)} % of cases\n`,
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
