/** `compare`: which of two networks is better on the same pictures, and whether that may be chance. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BACKENDS, chooseBackend } from '../backends/choose';
import { oneOf } from '../console/options';
import { progress } from '../console/progress';
import { type Answer, answersOf } from '../evaluation/answers';
import { openPictures } from '../evaluation/open-pictures';
import { percent } from '../markup/tables';
import { mcnemar } from '../metrics/mcnemar';
import { subjectOf } from './evaluate';

/** For --help. */
export const help = `compare: two networks on the same pictures, with McNemar's exact test

  A B                each a model's folder (models/emotion) or a run under training/runs
  --data PATH        as "evaluate" takes it (default training/data)
  --detect           the pictures are whole ones: find the largest face in each, align and crop it as in a call
  --skip-broken      leave out pictures that cannot be read, and list them
  --backend NAME     ${BACKENDS.join(', ')} (default auto)`;

/** Below this chance a difference is called one. */
const SIGNIFICANT = 0.05;

/** Prints which is better. @throws Error where the two cannot be asked the same, or the signal’s reason */
export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: 'string', default: 'training/data' },
      'skip-broken': { type: 'boolean', default: false },
      detect: { type: 'boolean', default: false },
      backend: { type: 'string', default: 'auto' },
    },
  });
  const [first, second, ...others] = positionals;
  if (!first || !second || others.length > 0) throw new Error('Name two networks to compare: npm run compare -- A B.');
  await chooseBackend(oneOf('--backend', values.backend, BACKENDS));
  const asked = async (name: string) => {
    const isModel = existsSync(join(name, 'model.json'));
    const { network, trained } = await subjectOf(isModel ? undefined : name, name);
    const set = await openPictures(values.data, {
      signal,
      skipBroken: values['skip-broken'],
      detect: values.detect,
      ...(trained ? { trained } : {}),
      ...(network.labels ? { labels: network.labels } : {}),
    });
    return answersOf(network, set, signal, progress(`asking ${name}`));
  };
  const [a, b] = inBoth(await asked(first), await asked(second));
  checkSame(a.answers, b.answers);
  const right = ({ truth, said }: Answer) => truth === said;
  const accuracy = (answers: readonly Answer[]) => percent(answers.filter(right).length / answers.length, 2);
  const { onlyFirst, onlySecond, both, neither, p } = mcnemar(a.answers.map(right), b.answers.map(right));
  const width = Math.max(first.length, second.length);
  console.log(
    `${a.answers.length} pictures; ${a.title}\n\n` +
      `${first.padEnd(width)}  ${accuracy(a.answers)} right, ${onlyFirst} of them where the other is wrong\n` +
      `${second.padEnd(width)}  ${accuracy(b.answers)} right, ${onlySecond} of them where the other is wrong\n` +
      `both right about ${both}, both wrong about ${neither}\n\n` +
      `McNemar's exact test, two-sided: p = ${p < 0.0001 ? p.toExponential(1) : p.toFixed(4)}. ${verdict(p, onlyFirst, onlySecond, first, second)}`,
  );
}

function verdict(p: number, onlyFirst: number, onlySecond: number, first: string, second: string): string {
  if (onlyFirst + onlySecond === 0) return 'They are right about the very same pictures.';
  if (p >= SIGNIFICANT) return 'The difference may be chance: more pictures would tell.';
  return `${onlyFirst > onlySecond ? first : second} is better on pictures like these; of 100 pairs of equal networks fewer than ${Math.floor(100 * p) + 1} would differ so.`;
}

/**
 * Runs on pictures of one's own are each measured on what they did not train on, which differs with the seed.
 * @throws Error where neither trained on no picture
 */
function inBoth<Asked extends { readonly answers: readonly Answer[] }>(a: Asked, b: Asked): [Asked, Asked] {
  const [ofA, ofB] = [a, b].map(({ answers }) => new Set(answers.map(({ row }) => row)));
  const both = (asked: Asked) => ({
    ...asked,
    answers: asked.answers.filter(({ row }) => ofA!.has(row) && ofB!.has(row)),
  });
  const common: [Asked, Asked] = [both(a), both(b)];
  if (common[0].answers.length === 0)
    throw new Error(
      'Each network trained on every picture that the other is measured on. Train them with the same --seed and --split, ' +
        'or compare them on a folder that neither has seen, with parts train and test.',
    );
  return common;
}

/** @throws Error where the networks were asked different questions */
function checkSame(a: readonly Answer[], b: readonly Answer[]): void {
  if (a.length === b.length && a.every(({ row, truth }, i) => row === b[i]!.row && truth === b[i]!.truth)) return;
  throw new Error('The two networks have different classes, so no picture has the same right answer for both.');
}
