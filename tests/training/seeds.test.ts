import { describe, expect, it } from 'vitest';
import { compareSeeds, meanAndSpread, seedsTable } from '../../training/evaluation/seeds';
import { plain } from '../../training/recipes/plain';

const run = (seed: number, fer2013: number) => ({
  recipe: plain,
  seed,
  epoch: plain.epochs,
  command: `--seed ${seed}`,
  commit: 'abc',
  measured: { ferplus: 0.9, ferplusMacroF1: 0.75, fer2013 },
});

describe('seeds of one recipe', () => {
  it('have a mean and a spread', () => {
    const text = seedsTable(compareSeeds([run(0, 0.7), run(1, 0.71), run(2, 0.69)], 'x'));
    expect(text).toContain('| 1 | 90.00 % | 0.750 | 71.00 % | abc |');
    expect(text).toContain('| **mean** | 90.00 % | 0.750 | 70.00 % |  |');
    expect(text).toContain('| standard deviation | 0.00 % | 0.000 | 1.00 % |  |');
    expect(meanAndSpread([0.5])).toEqual({ mean: 0.5 });
  });

  it('are refused where they do not compare', () => {
    const all =
      (...runs: ReturnType<typeof run>[]) =>
      () =>
        compareSeeds(runs, 'x');
    expect(all()).toThrow(/Name the runs/);
    expect(all(run(0, 0.7), { ...run(1, 0.7), epoch: 3 })).toThrow(/seed 1 of plain has 3 of/);
    expect(all(run(0, 0.7), { ...run(1, 0.7), recipe: { ...plain, mixup: 0.2 } })).toThrow(/another recipe/);
    expect(all(run(0, 0.7), run(0, 0.7))).toThrow(/Seed 0 is there twice/);
    expect(all({ ...run(0, 0.7), measured: { ferplus: 0.9 } as never })).toThrow(/does not say its ferplusMacroF1/);
  });
});
