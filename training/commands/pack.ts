/** `pack`: pictures, targets and recipes for training/torch, on a machine that need not have Node. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFaces } from '../dataset/cache';
import { split } from '../dataset/split';
import { targetsOf, truthsOf, writeSheet } from '../pack';
import { RECIPES, type Recipe, recipe } from '../recipe';
import { commit } from './commit';

export const help = `pack: write what training/torch/train.py needs to train on a GPU

  --stage RUNS       runs to train side by side, as RECIPE:SEED,RECIPE:SEED,…; given again, a later stage, whose teachers may
                     come from an earlier one. Recipes: ${Object.keys(RECIPES).join(', ')}
  --out FOLDER       default training/runs/pack
  --data FOLDER      holds fer2013.csv and fer2013new.csv (default training/data)`;

interface Run {
  readonly recipe: Recipe;
  readonly seed: number;
}

function runOf(text: string): Run {
  const [name = '', seed = '0'] = text.split(':');
  if (!/^\d+$/.test(seed)) throw new Error(`--stage takes RECIPE:SEED, not "${text}".`);
  return { recipe: recipe(name), seed: Number(seed) };
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      stage: { type: 'string', multiple: true },
      out: { type: 'string', default: 'training/runs/pack' },
      data: { type: 'string', default: 'training/data' },
    },
  });
  const stages = values.stage?.map((stage) => stage.split(',').map(runOf));
  const first = stages?.[0]?.[0]?.recipe;
  if (!stages || !first)
    throw new Error('Say what to train: --stage RECIPE:SEED,RECIPE:SEED,… (--help lists recipes).');
  for (const { recipe } of stages.flat()) {
    if (recipe.classBalance !== first.classBalance || recipe.labelSmoothing !== first.labelSmoothing)
      throw new Error(`${recipe.name} and ${first.name} have other targets: pack them apart.`);
  }
  const faces = await loadFaces(values.data);
  const { training, validation } = split(faces);
  mkdirSync(values.out, { recursive: true });
  await writeSheet(join(values.out, 'faces.png'), faces, Uint32Array.from([...training, ...validation]));
  writeFileSync(join(values.out, 'targets.f32'), targetsOf(faces, training, first));
  const plan = {
    command: `npm run pack -- ${args.join(' ')}`,
    commit: commit(),
    training: training.length,
    ...truthsOf(faces, validation),
    stages,
  };
  writeFileSync(join(values.out, 'plan.json'), JSON.stringify(plan));
  console.log(`${values.out}: ${training.length} pictures to train on, ${validation.length} to measure on`);
}
