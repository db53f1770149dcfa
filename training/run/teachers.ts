/** The networks that a run stands on: which they are, and what they say of its pictures. */
import { progress } from '../console/progress';
import type { Faces } from '../dataset/faces';
import type { DistillationTargets } from '../dataset/targets';
import { distillationTargets } from '../distil/distillation-targets';
import { keptAnswer } from '../distil/kept-answers';
import { digestOf, teacherOf } from '../export/trained-network';
import type { TrainedData } from '../fit/checkpoint';
import { type Precision, withPrecision } from '../operations/precision';
import type { Recipe } from '../recipes/recipe';

/** Whose answers or weights a run stands on, by what they are now. @throws Error naming a run that is not there */
export function teachersOf({ distillation, beginsFrom }: Recipe): Pick<TrainedData, 'teachers'> {
  const runs = new Set([...(distillation?.teachers ?? []), ...(beginsFrom ? [beginsFrom] : [])]);
  return runs.size > 0 ? { teachers: Object.fromEntries([...runs].map((run) => [run, digestOf(run)])) } : {};
}

/** What a recipe's teachers say of the rows; undefined where it has none. @throws the signal's reason */
export async function taughtTargets(
  { distillation, augmentation, mixup, epochs }: Recipe,
  faces: Faces,
  rows: Uint32Array,
  precision: Precision,
  signal: AbortSignal,
): Promise<DistillationTargets | undefined> {
  if (!distillation) return undefined;
  const { teachers, views, share, consistent, unmixed = 0 } = distillation;
  const fixedViews = { augmentation, mixup, among: rows, unmixedFrom: views };
  const networks = await Promise.all(teachers.map(teacherOf));
  const targets = await distillationTargets(networks, faces, rows, {
    views: views + unmixed,
    share,
    ask: (teacher, query) => withPrecision(precision, () => keptAnswer(teacher, query)),
    signal,
    onProgress: progress(`asking ${teachers.join(', ')}`),
    ...(consistent ? { fixedViews } : {}),
  });
  return unmixed > 0 ? { ...targets, unmixed: { epoch: epochs - unmixed, view: views } } : targets;
}
