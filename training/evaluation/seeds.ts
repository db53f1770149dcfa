/** One recipe trained from several seeds: how much of a number is chance. Pure. */
import type { Checkpoint } from '../fit/checkpoint';
import { percent, table } from '../markup/tables';

/** Accuracies and F1 are shares, 0 to 1, on PublicTest, as the run's last epoch measured them. */
interface SeedRun {
  readonly seed: number;
  readonly epochs: number;
  readonly command: string;
  readonly commit: string;
  readonly ferplus: number;
  readonly ferplusMacroF1: number;
  readonly fer2013: number;
}

/** Runs that differ by their seeds alone. */
export interface Seeds {
  readonly recipe: string;
  readonly command: string;
  readonly runs: readonly SeedRun[];
}

const MEASURES = ['ferplus', 'ferplusMacroF1', 'fer2013'] as const;

/** @throws Error if a run is unfinished, of another recipe than the first, or of a seed that another run has too */
export function compareSeeds(
  checkpoints: readonly Pick<Checkpoint, 'recipe' | 'seed' | 'epoch' | 'command' | 'commit' | 'measured'>[],
  command: string,
): Seeds {
  const first = checkpoints[0];
  if (!first) throw new Error('Name the runs to compare, folders under training/runs: npm run seeds -- NAME NAME NAME');
  const runs = checkpoints.map(({ recipe, seed, epoch, command, commit, measured }) => {
    const run = `seed ${seed} of ${recipe.name}`;
    if (epoch < recipe.epochs)
      throw new Error(`${run} has ${epoch} of ${recipe.epochs} epochs: go on with it (--resume), then compare.`);
    if (JSON.stringify(recipe) !== JSON.stringify(first.recipe))
      throw new Error(`${run} was trained by another recipe than seed ${first.seed} of ${first.recipe.name}.`);
    const of = (name: (typeof MEASURES)[number]) => {
      const value = measured[name];
      if (value === undefined) throw new Error(`${run} does not say its ${name}.`);
      return value;
    };
    const measures = { ferplus: of('ferplus'), ferplusMacroF1: of('ferplusMacroF1'), fer2013: of('fer2013') };
    return { seed, epochs: epoch, command, commit, ...measures };
  });
  const twice = runs.find(({ seed }, i) => runs.findIndex((other) => other.seed === seed) !== i);
  if (twice) throw new Error(`Seed ${twice.seed} is there twice.`);
  return { recipe: first.recipe.name, command, runs };
}

/** Mean, and standard deviation as of a sample (n − 1); of one run, no spread. */
export function meanAndSpread(values: readonly number[]): { mean: number; spread?: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  if (values.length < 2) return { mean };
  return { mean, spread: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1)) };
}

/** Means and standard deviations over the seeds, as a Markdown table. */
export function seedsTable({ runs }: Seeds): string {
  const show = {
    ferplus: (x: number) => percent(x, 2),
    ferplusMacroF1: (x: number) => x.toFixed(3),
    fer2013: (x: number) => percent(x, 2),
  };
  const of = MEASURES.map((name) => ({ name, ...meanAndSpread(runs.map((run) => run[name])) }));
  return table(
    ['seed', 'FER+', 'macro-F1', 'FER2013, second head', 'commit'],
    [
      ...runs.map((run) => [String(run.seed), ...MEASURES.map((name) => show[name](run[name])), run.commit]),
      ['**mean**', ...of.map(({ name, mean }) => show[name](mean)), ''],
      ['standard deviation', ...of.map(({ name, spread }) => (spread === undefined ? '' : show[name](spread))), ''],
    ],
  );
}
