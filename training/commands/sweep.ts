/** `sweep`: many trainings as independent commands, and what they came to. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkpointOf, finalCheckpoint } from '../export/trained-network';
import { isFinished, loadCheckpoint } from '../fit/checkpoint';
import { commandLines, commandsFile, kubernetesJob, slurmArray } from '../sweep/clusters';
import { readSweep, type Training, trainingsOf } from '../sweep/plan';
import { type Result, resultsCsv, resultsTable } from '../sweep/results';

/** For --help. */
export const help = `sweep: write the commands of many trainings, one run each, for whatever is to run them

  FILE               JSON: {"name": "rates", "options": {"data": "pictures"}, "recipes": ["own"],
                     "settings": {"peakRate": [0.02, 0.05], "architecture.dropout": [0.1, 0.3]}, "seeds": [0, 1]}
                     also cores (1), gigabytes (4), hours (24) of each, and
                     "kubernetes": {"image": "…", "folder": "/facet", "claim": "…"}
  --table            instead: what the trainings came to, as far as they are; also written as results.csv

Every combination is trained. The commands lie in training/runs/NAME-sweep/commands-….txt, one a line; each goes on where it
was stopped, and does nothing where it is done, so that all can be given again.`;

function resultOf(training: Training): Result {
  const file = checkpointOf(training.run);
  if (!existsSync(file)) return training;
  const last = loadCheckpoint(file);
  const { epoch, measured } = finalCheckpoint(training.run);
  const outcome = { epoch: last.epoch, epochs: last.recipe.epochs, finished: isFinished(last), of: epoch, measured };
  return { ...training, outcome };
}

/** Writes the commands, or their results. @throws Error naming what is wrong in the file */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { table: { type: 'boolean', default: false } },
  });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new Error('Name one sweep file: npm run sweep -- FILE (or --help).');
  const sweep = readSweep(file);
  const trainings = trainingsOf(sweep);
  const folder = `training/runs/${sweep.name}-sweep`;
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);

  if (values.table) {
    const results = trainings.map(resultOf);
    write('results.csv', resultsCsv(results));
    return console.log(`${resultsTable(results)}\n\n${join(folder, 'results.csv')}`);
  }
  const commands = commandsFile(trainings);
  write(commands, commandLines(trainings));
  write('slurm.sh', slurmArray(sweep, trainings, folder));
  const { kubernetes } = sweep;
  if (kubernetes) write('kubernetes.json', `${JSON.stringify(kubernetesJob(sweep, kubernetes, trainings), null, 2)}\n`);
  const jobs = Math.max(1, Math.floor(availableParallelism() / sweep.cores));
  console.log(
    [
      `${trainings.length} trainings, ${sweep.cores} ${sweep.cores === 1 ? 'core' : 'cores'} each: ${folder}/${commands}\n`,
      `here:        parallel --jobs ${jobs} --joblog ${folder}/jobs.log < ${folder}/${commands}`,
      `Slurm:       sbatch ${folder}/slurm.sh`,
      `Kubernetes:  ${kubernetes ? `kubectl replace --force -f ${folder}/kubernetes.json` : 'say an image and a claim in the file (--help)'}`,
      `and then:    npm run sweep -- ${file} --table`,
    ].join('\n'),
  );
}
