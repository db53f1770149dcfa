/** A recipe by name or from a JSON file, with single settings changed. */
import { existsSync } from 'node:fs';
import { z } from 'zod/v4';
import { readJson } from '../files/read-json';
import type { Recipe } from './recipe';
import { RECIPES, recipe } from './registry';

const share = z.number().min(0).max(1);
const count = z.number().int().min(1);
const augmentation = z.strictObject({
  rotation: z.number().min(0).max(180),
  scale: share,
  shift: share,
  contrast: share,
  brightness: share,
  gamma: z.number().min(1),
  erase: share,
  cover: share,
  degrade: share,
});

/** network/model.ts says what each part means. */
export const ARCHITECTURE = z.strictObject({
  blocks: z
    .array(z.strictObject({ width: count, convolutions: count, residual: z.boolean().optional() }))
    .min(1)
    .max(5),
  dropout: share,
  mirror: z.boolean().optional(),
  smooth: z.boolean().optional(),
  norm: z.boolean().optional(),
  poolDropout: share.optional(),
  hidden: z.array(count).optional(),
});

/** recipe.ts says what each part means. */
const SCHEMA = z.strictObject({
  name: z.string().min(1),
  architecture: ARCHITECTURE,
  epochs: count,
  batch: count,
  peakRate: z.number().positive(),
  warmupSteps: z.number().int().min(0),
  optimizer: z.enum(['sgd', 'adam']).optional(),
  momentum: share,
  weightDecay: z.number().min(0),
  average: z.strictObject({ decay: share, every: count }),
  fer2013Weight: z.number().min(0),
  labelSmoothing: share,
  mixup: z.number().min(0),
  classBalance: share,
  classWeights: z.record(z.string(), z.number().positive()).optional(),
  patience: count.optional(),
  freeze: z.array(z.string().min(1)).optional(),
  augmentation,
  distillation: z
    .strictObject({
      teachers: z.array(z.string()).min(1),
      share,
      views: count,
      consistent: z.boolean().optional(),
      unmixed: z.number().int().min(0).optional(),
    })
    .optional(),
  beginsFrom: z.string().optional(),
  growth: z.array(z.strictObject({ until: share, side: z.number().int().multipleOf(16) })).optional(),
});

/** For editors: `npm run train -- --schema`. */
export const recipeSchema = (): unknown => z.toJSONSchema(SCHEMA);

/**
 * @param which a recipe's name, or a JSON file: a whole recipe, or `"extends": "NAME"` and what differs
 * @param settings such as `epochs=30` or `architecture.dropout=0.3`
 * @throws Error naming every part that is wrong
 */
export function readRecipe(which: string, settings: readonly string[] = []): Recipe {
  const whole = structuredClone<Record<string, unknown>>(
    which.endsWith('.json') ? fromFile(which) : { ...recipe(which) },
  );
  for (const setting of settings) set(whole, setting);
  return checkedRecipe(whole, which);
}

/** @param where for the message @throws Error naming each field that is missing, unknown or out of range */
export function checkedRecipe(given: unknown, where: string): Recipe {
  const { success, data, error } = SCHEMA.safeParse(given);
  if (success) return data as Recipe;
  const problems = error.issues.map(({ path, message }) => `  ${path.join('.') || 'the recipe'}: ${message}`);
  throw new Error(`${where} is no recipe that can be run:\n${problems.join('\n')}`);
}

function fromFile(file: string): Record<string, unknown> {
  if (!existsSync(file))
    throw new Error(`There is no recipe file ${file}. Known by name: ${Object.keys(RECIPES).join(', ')}.`);
  const content = readJson(file);
  if (!isRecord(content)) throw new Error(`${file} is no recipe: it holds no settings by name.`);
  const { extends: base, $schema, ...own } = content;
  void $schema;
  return base === undefined ? own : merged({ ...recipe(String(base)) }, own);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(base: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const all = { ...base };
  for (const [key, value] of Object.entries(own)) {
    const old = all[key];
    all[key] = isRecord(old) && isRecord(value) ? merged(old, value) : value;
  }
  return all;
}

function set(whole: Record<string, unknown>, setting: string): void {
  const at = setting.indexOf('=');
  if (at < 1) throw new Error(`--set wants NAME=VALUE, such as epochs=30, not "${setting}".`);
  const path = setting.slice(0, at).split('.');
  const text = setting.slice(at + 1);
  let value: unknown = text;
  try {
    value = JSON.parse(text);
  } catch {
    // A word, such as adam.
  }
  let inner = whole;
  for (const key of path.slice(0, -1)) {
    inner[key] ??= {};
    if (!isRecord(inner[key])) throw new Error(`--set ${setting}: ${key} has no parts.`);
    inner = inner[key];
  }
  inner[path.at(-1)!] = value;
}
