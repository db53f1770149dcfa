/** Many trainings that differ in a few settings: which they are, and the command of each. */
import { existsSync } from 'node:fs';
import { z } from 'zod/v4';
import { readJson } from '../files/read-json';
import { sha256 } from '../files/sha256';
import { readRecipe } from '../recipes/read-recipe';

/** What a sweep says for itself: it differs from training to training. */
const OWN = ['run', 'recipe', 'seed', 'set', 'epochs', 'resume', 'finish', 'stop-after', 'show', 'schema', 'help'];

const count = z.number().int().min(1);
const word = z.union([z.string().min(1), z.number(), z.boolean()]);

const SCHEMA = z.strictObject({
  /** Kubernetes takes no other letters in names. */
  name: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/, 'must be of a–z, 0–9 and inner "-", at most 40 of them'),
  /** The same for every training: `{"data": "pictures", "inline": true}` is `--data pictures --inline`. */
  options: z.record(z.string().regex(/^[a-z-]+$/), word).default({}),
  recipes: z.array(z.string().min(1)).min(1),
  /** Every combination is trained. Names are those of `train --set`. */
  settings: z.record(z.string().min(1), z.array(z.union([word, z.array(z.json()), z.null()])).min(1)).default({}),
  seeds: z.array(z.number().int().min(0)).min(1).default([0]),
  /** Of each training: threads, memory, and hours after which a cluster ends it. */
  cores: count.default(1),
  gigabytes: count.default(4),
  hours: count.default(24),
  kubernetes: z
    .strictObject({
      /** Holds this folder with its packages and oneDNN. */
      image: z.string().min(1),
      /** Where in the image that is. */
      folder: z.string().startsWith('/').default('/facet'),
      /** A volume claim that every pod can write to, with folders `data` and `runs`. */
      claim: z.string().min(1),
    })
    .optional(),
});

/** A sweep as its file says it. */
export type Sweep = z.infer<typeof SCHEMA>;

/** One training of a sweep. */
export interface Training {
  /** Folder under training/runs. It follows from the settings: another sweep's training of the same ones is another's. */
  readonly run: string;
  readonly recipe: string;
  readonly seed: number;
  /** As `train --set` takes them, without those that all trainings share. */
  readonly settings: Readonly<Record<string, string>>;
  /** A line for a POSIX shell in the project's folder. Given again, it goes on where it was, or does nothing. */
  readonly command: string;
}

/** @throws Error naming every part that is wrong */
export function readSweep(file: string): Sweep {
  if (!existsSync(file)) throw new Error(`There is no sweep file ${file}.`);
  const { success, data, error } = SCHEMA.safeParse(readJson(file));
  if (!success) {
    const problems = error.issues.map(({ path, message }) => `  ${path.join('.') || 'the sweep'}: ${message}`);
    throw new Error(`${file} is no sweep that can be run:\n${problems.join('\n')}`);
  }
  const own = OWN.find((name) => name in data.options);
  if (own) throw new Error(`${file}: the option "${own}" is the sweep's own: use recipes, settings or seeds.`);
  const shape = Object.keys(data.settings).find((name) => name.startsWith('architecture'));
  if (shape && 'from' in data.options)
    throw new Error(
      `${file}: the setting "${shape}" would do nothing: a training that begins from a model has its architecture.`,
    );
  return data;
}

/** One word of a shell's line, whatever is in it. */
const quoted = (text: string) => (/^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** Every choice of one value for each name. */
function combinations(settings: Sweep['settings']): Record<string, string>[] {
  return Object.entries(settings).reduce<Record<string, string>[]>(
    (all, [name, values]) =>
      all.flatMap((some) =>
        values.map((value) => ({ ...some, [name]: typeof value === 'string' ? value : JSON.stringify(value) })),
      ),
    [{}],
  );
}

function training({ name, options, cores }: Sweep, recipe: string, seed: number, settings: Training['settings']) {
  const sets = Object.entries(settings).map(([setting, value]) => `${setting}=${value}`);
  // A recipe file that was changed is another training, whatever it is called.
  const resolved = readRecipe(recipe, sets);
  const given = Object.entries(options).flatMap(([option, value]) =>
    value === false ? [] : value === true ? [`--${option}`] : [`--${option}`, String(value)],
  );
  const chosen = ['--recipe', recipe, '--seed', String(seed), ...sets.flatMap((set) => ['--set', set])];
  const words = [...given, ...chosen];
  if (words.some((text) => /[\n\r\0]/.test(text))) throw new Error('A sweep’s options must be on one line each.');
  const run = `${name}-${sha256(JSON.stringify([words, resolved])).slice(0, 8)}`;
  const line = ['npm', 'run', '--silent', 'train', '--', ...words, '--run', run, '--finish'].map(quoted);
  return { run, recipe, seed, settings, command: `OMP_NUM_THREADS=${cores} ${line.join(' ')}` };
}

/** @throws Error where a recipe does not know a setting */
export function trainingsOf(sweep: Sweep): Training[] {
  const all = sweep.recipes.flatMap((recipe) =>
    combinations(sweep.settings).flatMap((settings) =>
      sweep.seeds.map((seed) => training(sweep, recipe, seed, settings)),
    ),
  );
  const twice = all.find(({ run }, i) => all.findIndex((other) => other.run === run) !== i);
  if (twice) throw new Error(`The sweep names the same training twice: ${twice.command}`);
  return all;
}
