import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inlineBatches } from '../../training/dataset/prefetch';
import { loadCheckpoint } from '../../training/fit/checkpoint';
import { type EpochReport, fitNetwork } from '../../training/fit/fit';
import { plain } from '../../training/recipes/plain';
import type { Recipe } from '../../training/recipes/recipe';
import { drawnFaces } from './drawn-faces';
import { unavailable } from './onednn';

const tiny: Recipe = {
  ...plain,
  name: 'tiny',
  architecture: {
    blocks: [
      { width: 8, convolutions: 2, residual: true },
      { width: 16, convolutions: 1 },
    ],
    dropout: 0.2,
    mirror: true,
  },
  epochs: 2,
  batch: 16,
  warmupSteps: 4,
  mixup: 0.3,
  average: { decay: 0.9, every: 2 },
  growth: [{ until: 0.7, side: 32 }],
  augmentation: { ...plain.augmentation, gamma: 1.5, cover: 0.2, degrade: 0.5 },
};

describe.skipIf(unavailable)('a training run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facet-run-'));
  const faces = drawnFaces(96);
  const rows = Uint32Array.from({ length: 80 }, (_, i) => i);
  const validation = Uint32Array.from({ length: 16 }, (_, i) => 80 + i);
  beforeAll(() => tf.setBackend('onednn'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(
    name: string,
    {
      stopAfter,
      resume,
      abort,
      recipe = tiny,
    }: { stopAfter?: number; resume?: string; abort?: boolean; recipe?: Recipe } = {},
  ) {
    const reports: EpochReport[] = [];
    const stop = new AbortController();
    if (abort) stop.abort();
    const checkpointFile = join(folder, name);
    await fitNetwork({
      recipe,
      seed: 7,
      precision: 'float32',
      faces,
      validation,
      sample: rows,
      batches: inlineBatches(faces, rows, { seed: 7, ...recipe }),
      checkpointFile,
      command: 'test',
      commit: 'test',
      signal: stop.signal,
      onEpoch: (report) => reports.push(report),
      ...(stopAfter ? { stopAfter } : {}),
      ...(resume ? { resumeFrom: loadCheckpoint(join(folder, resume)) } : {}),
    });
    return { reports, checkpointFile };
  }

  it('gives the same bits whether it is interrupted between epochs or not', async () => {
    const { checkpointFile: unbroken, reports } = await run('unbroken');
    await run('first-half', { stopAfter: 1 });
    const { checkpointFile: resumed } = await run('second-half', { resume: 'first-half' });

    const [a, b] = [loadCheckpoint(unbroken), loadCheckpoint(resumed)];
    expect(b.epoch).toBe(2);
    for (const group of ['weights', 'momentum', 'average'] as const) {
      expect(a[group].size).toBeGreaterThan(0);
      for (const [name, values] of a[group]) expect(b[group].get(name), `${group} ${name}`).toEqual(values);
    }
    expect(reports.map((r) => r.epoch)).toEqual([1, 2]);
    expect(reports[1]!.loss).toBeLessThan(reports[0]!.loss);
  }, 60_000);

  it('learns otherwise from smaller pictures', async () => {
    const weightsOf = async (name: string, recipe: Recipe) =>
      loadCheckpoint((await run(name, { stopAfter: 1, recipe })).checkpointFile).weights;
    const grown = await weightsOf('grown', tiny);
    const { growth: _, ...large } = tiny;
    expect(await weightsOf('large', large)).not.toEqual(grown);
    expect(await weightsOf('again', tiny)).toEqual(grown);
  }, 60_000);

  it('leaves no checkpoint of an epoch that was cut short', async () => {
    const { checkpointFile, reports } = await run('aborted', { abort: true });
    expect(reports).toEqual([]);
    expect(() => loadCheckpoint(checkpointFile)).toThrow(/no checkpoint/);
  });
});
