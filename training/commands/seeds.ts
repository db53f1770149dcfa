/** `seeds`: how far runs of one recipe from several seeds are apart, for the model card. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareSeeds, seedsTable } from '../evaluation/seeds';
import { checkpointOf } from '../export/trained-network';
import { loadCheckpoint } from '../fit/checkpoint';

/** For --help. */
export const help = `seeds: compare finished runs of one recipe from several seeds

  NAME NAME ...      folders under training/runs
  --out FILE         default models/evaluation/seeds.json, which "npm run card" reads`;

/** Writes seeds.json and prints its table. @throws Error where the runs cannot be compared */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string', default: 'models/evaluation/seeds.json' } },
  });
  const checkpoints = positionals.map((name) => loadCheckpoint(checkpointOf(name)));
  const seeds = compareSeeds(checkpoints, `npm run seeds -- ${positionals.join(' ')}`);
  writeFileSync(values.out, `${JSON.stringify(seeds, null, 2)}\n`);
  console.log(`${seedsTable(seeds)}\n\n${values.out}`);
}
