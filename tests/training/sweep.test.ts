import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isFinished } from '../../training/fit/checkpoint';
import { RECIPES } from '../../training/recipes/registry';
import { commandLines, commandsFile, kubernetesJob, slurmArray } from '../../training/sweep/clusters';
import { readSweep, type Sweep, trainingsOf } from '../../training/sweep/plan';
import { resultsCsv, resultsTable } from '../../training/sweep/results';

const folder = mkdtempSync(join(tmpdir(), 'facet-sweep-'));
afterAll(() => rmSync(folder, { recursive: true }));

function sweep(content: object): Sweep {
  const file = join(folder, 'sweep.json');
  writeFileSync(file, JSON.stringify(content));
  return readSweep(file);
}
const GRID = {
  name: 'rates',
  options: { data: "it's here", inline: true, 'skip-broken': false },
  recipes: ['own', 'classic'],
  settings: { peakRate: [0.02, 0.05], optimizer: ['adam'] },
  seeds: [0, 1, 2],
};
const bash = (script: string, env: Record<string, string>, cwd = folder) =>
  execFileSync('bash', ['-c', script], { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });

describe('a sweep', () => {
  it('is every combination once, each with a folder of its own that follows from its settings', () => {
    const all = trainingsOf(sweep(GRID));
    expect(all).toHaveLength(2 * 2 * 3);
    expect(new Set(all.map(({ run }) => run)).size).toBe(12);
    expect(new Set(all.map(({ recipe, seed, settings }) => JSON.stringify([recipe, seed, settings]))).size).toBe(12);
    expect(trainingsOf(sweep({ ...GRID, seeds: [2] })).every(({ run }) => all.some((one) => one.run === run))).toBe(
      true,
    );
    const other = trainingsOf(sweep({ ...GRID, options: { data: 'elsewhere' } }));
    expect(other.some(({ run }) => all.some((one) => one.run === run))).toBe(false);
  });

  it('reaches the program as it was meant, through a shell', () => {
    const [first] = trainingsOf(sweep({ ...GRID, cores: 2 }));
    const program = `npm() { printf '%s|' "$OMP_NUM_THREADS" "$@"; }; ${first!.command}`;
    expect(bash(program, {})).toBe(
      `2|run|--silent|train|--|--data|it's here|--inline|--recipe|own|--seed|0|--set|peakRate=0.02|--set|optimizer=adam|--run|${first!.run}|--finish|`,
    );
  });

  it.each([
    ['a setting that no recipe has', { settings: { peekRate: [1] } }, /own is no recipe.*\n.*peekRate/],
    ['a value that is none', { settings: { epochs: [0] } }, /epochs: /],
    ['a recipe that is not there', { recipes: ['huge'] }, /There is no recipe "huge"/],
    ['an option that is its own', { options: { seed: 3 } }, /"seed" is the sweep's own/],
    ['the same twice', { seeds: [1, 1] }, /the same training twice/],
    [
      'epochs for all beside epochs of each',
      { options: { epochs: 5 }, settings: { epochs: [10, 20] } },
      /"epochs" is the sweep's own/,
    ],
    [
      'a shape beside a model to begin from',
      { options: { from: 'models/emotion' }, settings: { 'architecture.dropout': [0.1, 0.3] } },
      /would do nothing/,
    ],
    ['a name that would lie elsewhere', { name: '../x' }, /name: must be of/],
    ['a part that is unknown', { sede: [1] }, /sweep\.json is no sweep.*\n.*sede/],
    ['an option of two lines', { options: { data: 'a\nb' } }, /on one line each/],
  ])('refuses %s', (_, part, message) => {
    expect(() => trainingsOf(sweep({ ...GRID, ...part }))).toThrow(message);
  });

  it('is one task of Slurm or one pod for each line', () => {
    const lines = ["echo one 'a  b'", 'X=2 bash -c \'echo two "$X"\'', 'exit 7'];
    const here = join(folder, 'training/runs/rates-sweep');
    mkdirSync(here, { recursive: true });
    const trainings = lines.map((command) => ({ run: 'x', recipe: 'own', seed: 0, settings: {}, command }));
    const file = commandsFile(trainings);
    writeFileSync(join(here, file), commandLines(trainings));
    const script = slurmArray(sweep(GRID), trainings, 'training/runs/rates-sweep');
    expect(script).toContain('#SBATCH --array=1-3\n');
    expect(bash(script, { SLURM_ARRAY_TASK_ID: '1' })).toBe('one a  b\n');
    expect(bash(script, { SLURM_ARRAY_TASK_ID: '2' })).toBe('two 2\n');
    expect(() => bash(script, { SLURM_ARRAY_TASK_ID: '3' })).toThrow(expect.objectContaining({ status: 7 }));

    const cluster = { image: 'here/facet:1', folder: '/facet', claim: 'disk' };
    const { items } = kubernetesJob(sweep(GRID), cluster, trainings) as {
      items: [{ data: Record<string, string> }, { spec: { completions: number; template: { spec: PodSpec } } }];
    };
    interface PodSpec {
      readonly containers: readonly [{ readonly command: readonly [string, string, string] }];
    }
    expect(items[0].data[file]).toBe(lines.map((line) => `${line}\n`).join(''));
    const { completions, template } = items[1].spec;
    expect(completions).toBe(3);
    const pod = template.spec.containers[0].command[2].replace('/sweep/', `${here}/`);
    expect(bash(pod, { JOB_COMPLETION_INDEX: '1' })).toBe('two 2\n');
    // Another list is another file: a task that waits finds its own line, or says that there is none.
    expect(commandsFile(trainings.slice(1))).not.toBe(file);
    expect(() => bash(script, { SLURM_ARRAY_TASK_ID: '4' })).toThrow(expect.objectContaining({ status: 1 }));
  });

  it('ends in a table, the best first, with means over seeds', () => {
    const [a, b, c, d] = trainingsOf(sweep({ ...GRID, recipes: ['own'], seeds: [0, 1] }));
    const outcome = (accuracy: number, epoch: number, of = epoch) => ({
      ...{ epoch, epochs: 30, finished: epoch > 11, of, measured: { accuracy, macroF1: accuracy / 2 } },
    });
    const results = [
      { ...a!, outcome: outcome(0.5, 12, 2) },
      { ...b!, outcome: outcome(0.7, 30) },
      { ...c!, outcome: outcome(0.9, 3) },
      d!,
    ];
    expect(resultsTable(results)).toBe(`\
| run | peakRate | seed | accuracy | macro-F1 | of epoch | state |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| ${c!.run} | 0.05 | 0 | 90.00 % | 0.450 | 3 | 3 of 30 epochs |
| ${b!.run} | 0.02 | 1 | 70.00 % | 0.350 | 30 | finished |
| ${a!.run} | 0.02 | 0 | 50.00 % | 0.250 | 2 | stopped early, after 12 |
| ${d!.run} | 0.05 | 1 |  |  |  | not begun |

| peakRate | seeds | mean accuracy | standard deviation |
| --- | ---: | ---: | ---: |
| 0.05 | 1 | 90.00 % |  |
| 0.02 | 2 | 60.00 % | 14.14 % |`);
    expect(resultsCsv(results).split('\n').slice(0, 2)).toEqual([
      'peakRate,seed,accuracy,macro_f1,epoch,state,run',
      `0.05,0,0.9,0.45,3,3 of 30 epochs,${c!.run}`,
    ]);
  });

  it('counts a run as finished after all of its epochs, or when its patience is over', () => {
    const recipe = { ...RECIPES.own!, epochs: 30, patience: 10 };
    const best = { epoch: 5, accuracy: 1 };
    expect([14, 15, 30].map((epoch) => isFinished({ recipe, epoch, best }))).toEqual([false, true, true]);
    const { patience: _, ...patient } = recipe;
    expect([29, 30].map((epoch) => isFinished({ recipe: patient, epoch }))).toEqual([false, true]);
  });
});
