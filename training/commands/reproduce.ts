/** `reproduce`: the chain to the network that ships, step by step. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFaces } from '../dataset/cache';
import { fingerprintOf } from '../dataset/fingerprint';
import { split } from '../dataset/split';
import { sha256Of } from '../files/sha256';
import { CHAIN, DATA, KEPT_FILES, SHIPPED, type Step, stepsTo, trainings } from '../reproduce/chain';
import { isDone, type State, stateOf, takeKept } from '../reproduce/state';

/** For --help. */
export const help = `reproduce: make the network that ships, from the published files to its weights

  --dry              print each step with its inputs and their hashes, its cost and how far it is; do nothing
  --kept             take networks that the repository's history holds instead of training them again: minutes instead of
                     hours; the weights that come out are those that ship, byte for byte
  --data PATH        default training/data`;

/** The export beside the kept one, so that neither is lost. */
const OUT = 'training/runs/reproduced/emotion';
const BUNDLED = 'models';

/** Walks the chain. @throws Error where the data are others, a step fails, or it is stopped */
export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dry: { type: 'boolean', default: false },
      kept: { type: 'boolean', default: false },
      data: { type: 'string', default: 'training/data' },
    },
  });
  const { dry, kept, data } = values;
  const states = new Map(CHAIN.map((step) => [step, stateOf(step)]));
  const isTaken = (step: Step) => kept && step.kept !== undefined && states.get(step)!.is === 'missing';
  const steps = stepsTo(SHIPPED, (step) => isDone(step, states.get(step)!) || isTaken(step));
  const minutes = steps.reduce((sum, step) => sum + minutesLeft(step, states.get(step)!, isTaken(step)), 0);
  console.log(
    `From the published files to ${BUNDLED}/emotion: ${steps.length + 2} steps, about ${hours(minutes + EXPORT_MINUTES)} on two cores of an EPYC (Zen 5).`,
  );

  const found = await pictures(data);
  console.log(`\n1. data, ${data}\n   ${found.says}`);
  if (!dry && !found.right) throw new Error(`${found.says} training/README.md says where they come from.`);
  for (const [i, step] of steps.entries()) {
    const state = states.get(step)!;
    console.log(`\n${i + 2}. ${told(step, state, isTaken(step), states)}`);
    if (state.is === 'strange' && !dry)
      throw new Error(`${state.file} is not what history holds. Move training/runs/${step.run} away, and begin again.`);
    if (dry || isDone(step, state)) continue;
    if (isTaken(step)) takeKept(step, step.kept!);
    else
      for (const one of trainings(step, state.is === 'trained' ? state.epochs : 0))
        await command([...one, '--data', data], signal);
  }

  const exporting = ['export', '--run', SHIPPED, '--out', OUT, '--data', data];
  console.log(`\n${steps.length + 2}. export\n   npm run ${exporting[0]} -- ${exporting.slice(1).join(' ')}`);
  for (const file of KEPT_FILES) console.log(`   ships: ${file} ${digest(join(BUNDLED, file))}`);
  if (dry) return;
  if (existsSync(join(OUT, 'model.json'))) exporting.push('--replace', '--force');
  await command(exporting, signal);
  compare();
}

const EXPORT_MINUTES = 2;

const minutesLeft = (step: Step, state: State, isTaken: boolean) =>
  isTaken || isDone(step, state)
    ? 0
    : step.minutes * (1 - (state.is === 'trained' ? state.epochs / step.parts.at(-1)!.until : 0));

const hours = (minutes: number) =>
  minutes < 90 ? `${Math.round(minutes)} minutes` : `${(minutes / 60).toFixed(1)} hours`;

const digest = (path: string) => (existsSync(path) ? `sha256 ${sha256Of(path)}` : 'missing');

/** Whether the data are what the chain was trained on, as a sentence. */
async function pictures(data: string): Promise<{ right: boolean; says: string }> {
  const wanted = `${DATA.pictures} training pictures, fingerprint ${DATA.fingerprint}`;
  if (!['fer2013.csv', 'fer2013new.csv'].every((file) => existsSync(join(data, file))))
    return { right: false, says: `fer2013.csv or fer2013new.csv is missing in ${data}; they should give ${wanted}.` };
  const faces = await loadFaces(data);
  const { training } = split(faces);
  const fingerprint = fingerprintOf(faces, training);
  if (training.length === DATA.pictures && fingerprint === DATA.fingerprint)
    return { right: true, says: `${wanted}, as it must be` };
  return {
    right: false,
    says: `${training.length} training pictures, fingerprint ${fingerprint}; it should be ${wanted}.`,
  };
}

function told(step: Step, state: State, isTaken: boolean, states: ReadonlyMap<Step, State>): string {
  const lines = trainings(step, 0).map(([name, ...rest]) => `npm run ${name} -- ${rest.join(' ')}`);
  for (const name of step.teachers) {
    const [teacher, of] = [...states].find(([one]) => one.run === name)!;
    const hash =
      of.is === 'trained'
        ? `checkpoint.bin sha256 ${of.sha256}`
        : teacher.kept
          ? `history keeps its weights.bin at ${teacher.kept.commit}, sha256 ${teacher.kept.files['emotion/weights.bin']}`
          : 'trained in a step before, not there yet';
    lines.push(`taught by ${name}: ${hash}`);
  }
  const { ferplus, fer2013 } = step.right;
  lines.push(
    `cost ${hours(step.minutes)}; at ${step.commit} it was right on ${ferplus} % of FER+, ${fer2013} % of FER2013 (PublicTest)`,
    `now: ${isTaken ? `to be taken from commit ${step.kept!.commit}` : says(step, state)}`,
  );
  return `${step.run}\n   ${lines.join('\n   ')}`;
}

function says(step: Step, state: State): string {
  switch (state.is) {
    case 'trained': {
      const all = step.parts.at(-1)!.until;
      return state.epochs < all
        ? `after ${state.epochs} of ${all} epochs, goes on`
        : `trained here, checkpoint.bin sha256 ${state.sha256}`;
    }
    case 'kept':
      return `there as commit ${step.kept!.commit} has it, weights.bin sha256 ${step.kept!.files['emotion/weights.bin']}`;
    case 'strange':
      return `${state.file} is not what commit ${step.kept!.commit} has`;
    case 'missing':
      return 'to be trained';
  }
}

/** @throws Error where it fails, the signal's reason where it is stopped */
function command(args: readonly string[], signal: AbortSignal): Promise<void> {
  console.log(`\n> ${args.join(' ')}`);
  const cli = join(import.meta.dirname, '../cli.ts');
  return new Promise((resolve, reject) => {
    // Ctrl+C reaches it by itself, and it ends after the step in progress.
    const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args], { stdio: 'inherit' });
    // Another signal reaches this process alone.
    signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    child.on('error', reject);
    child.on('close', (code) => {
      if (signal.aborted) reject(new Error('Stopped. The same command goes on from the last epoch.'));
      else if (code !== 0) reject(new Error(`"npm run ${args.join(' ')}" failed, see above.`));
      else resolve();
    });
  });
}

/** What came out beside what ships. */
function compare(): void {
  const made = join(OUT, '..');
  const others = KEPT_FILES.filter((file) => digest(join(made, file)) !== digest(join(BUNDLED, file)));
  if (others.length === 0) {
    console.log(`\n${OUT} is ${BUNDLED}/emotion, byte for byte.`);
    return;
  }
  const isSame = !others.includes('emotion/weights.bin');
  console.log(
    `\nOther bytes than in ${BUNDLED}: ${others.join(', ')}. ` +
      (isSame
        ? 'The weights are the same, byte for byte.'
        : `Trained anew, weights differ, and how good they are stays the same: npm run evaluate -- --model ${OUT}`),
  );
}
