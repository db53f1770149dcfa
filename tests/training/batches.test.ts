import { describe, expect, it } from 'vitest';
import { INPUT_AREA, INPUT_SIDE, normalise } from '../../src/engine/input';
import { type Augmentation, augment, FLIPPED } from '../../training/dataset/augment';
import { emptyBatch } from '../../training/dataset/batch';
import { Batches, type BatchOptions } from '../../training/dataset/batches';
import { jpeg, noise, rescale } from '../../training/dataset/degrade';
import { inlineBatches, prefetchedBatches } from '../../training/dataset/prefetch';
import { random } from '../../training/dataset/random';
import { weightedTargets } from '../../training/dataset/targets';
import { drawnFaces } from './drawn-faces';

const lively: Augmentation = {
  rotation: 15,
  scale: 0.2,
  shift: 0.1,
  contrast: 0.3,
  brightness: 0.3,
  gamma: 2,
  erase: 0.5,
  cover: 0.3,
  degrade: 0.6,
};
const options: BatchOptions = {
  seed: 5,
  batch: 8,
  augmentation: lively,
  mixup: 0.4,
  labelSmoothing: 0.1,
  classBalance: 0,
};
const faces = drawnFaces(40);
const rows = Uint32Array.from({ length: 40 }, (_, i) => i);
const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;

describe('augmentation', () => {
  it('with every strength at zero only flips', () => {
    const source = faces.pixels.subarray(0, INPUT_AREA);
    const out = new Float32Array(INPUT_AREA);
    const seen = new Set<string>();
    for (let i = 0; i < 8; i++) {
      augment(source, out, FLIPPED, random(i));
      const plain = [...out].every((grey, p) => Math.abs(grey - source[p]!) < 0.5);
      const flipped = [...out].every(
        (grey, p) => Math.abs(grey - source[p - 2 * (p % INPUT_SIDE) + INPUT_SIDE - 1]!) < 0.5,
      );
      seen.add(plain ? 'plain' : flipped ? 'flipped' : 'other');
    }
    expect(seen).toEqual(new Set(['plain', 'flipped']));
  });

  it('stays within 0 to 255 and depends on nothing but the stream', () => {
    const [a, b] = [new Float32Array(INPUT_AREA), new Float32Array(INPUT_AREA)];
    for (let i = 0; i < 40; i++) {
      augment(faces.pixels.subarray(0, INPUT_AREA), a, lively, random(1, i));
      augment(faces.pixels.subarray(0, INPUT_AREA), b, lively, random(1, i));
      expect(b).toEqual(a);
      expect(Math.min(...a)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...a)).toBeLessThanOrEqual(255);
    }
  });
});

describe('degradation', () => {
  const ramp = () => Float32Array.from({ length: INPUT_AREA }, (_, i) => 40 + (i % INPUT_SIDE) * 3);

  it('rescaling keeps a smooth picture and its mean, and loses a fine pattern', () => {
    const smooth = ramp();
    rescale(smooth, 32);
    expect(mean(smooth)).toBeCloseTo(mean(ramp()), 0);
    expect(Math.abs(smooth[24 * INPUT_SIDE + 24]! - ramp()[24 * INPUT_SIDE + 24]!)).toBeLessThan(1);
    const stripes = Float32Array.from({ length: INPUT_AREA }, (_, i) => (i % 2) * 200);
    rescale(stripes, 20);
    expect(Math.max(...stripes) - Math.min(...stripes)).toBeLessThan(60);
  });

  it('JPEG changes little at quality 95 and more at 10', () => {
    const difference = (quality: number) => {
      const original = Float32Array.from(
        { length: INPUT_AREA },
        (_, i) => 128 + 60 * Math.sin(i / 3) * Math.cos(i / 50),
      );
      const coded = original.slice();
      jpeg(coded, quality);
      return Math.sqrt(mean(coded.map((grey, i) => (grey - original[i]!) ** 2)));
    };
    expect(difference(95)).toBeLessThan(2);
    expect(difference(10)).toBeGreaterThan(4 * difference(95));
  });

  it('noise has the asked strength', () => {
    const flat = new Float32Array(INPUT_AREA).fill(128);
    noise(flat, 10, random(3));
    expect(Math.sqrt(mean(flat.map((grey) => (grey - 128) ** 2)))).toBeCloseTo(10, 0);
  });
});

describe('batches', () => {
  it('are the same whoever makes them, and in whatever order', () => {
    const [a, b] = [emptyBatch(8), emptyBatch(8)];
    new Batches(faces, rows, options).fill(3, 2, a);
    const other = new Batches(faces, rows, options);
    other.fill(0, 0, b);
    expect(b.images).not.toEqual(a.images);
    other.fill(3, 2, b);
    expect(b).toEqual(a);
  });

  it('show every picture once per epoch', () => {
    const plainBatches = new Batches(faces, rows, { ...options, augmentation: FLIPPED, mixup: 0, labelSmoothing: 0 });
    const batch = emptyBatch(8);
    const classes = new Float32Array(7);
    for (let step = 0; step < plainBatches.stepsPerEpoch; step++) {
      plainBatches.fill(1, step, batch);
      batch.classes.forEach((p, i) => {
        classes[i % 7]! += p;
      });
    }
    expect([...classes]).toEqual([6, 6, 6, 6, 6, 5, 5]);
  });

  it('carry targets that sum to one without class balance', () => {
    const batch = emptyBatch(8);
    new Batches(faces, rows, options).fill(0, 0, batch);
    for (let i = 0; i < 8; i++) {
      expect(batch.expressions.subarray(i * 8, i * 8 + 8).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect(batch.classes.subarray(i * 7, i * 7 + 7).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
  });

  it('weigh rare expressions more when asked to, one on average', () => {
    const votes = faces.votes.slice();
    for (let i = 0; i < 36; i++) votes.set([10, 0, 0, 0, 0, 0, 0, 0, 0, 0], i * 10);
    for (let i = 36; i < 40; i++) votes.set([0, 0, 0, 0, 0, 0, 0, 10, 0, 0], i * 10);
    const targets = weightedTargets({ ...faces, votes }, rows, { classBalance: 0.5, labelSmoothing: 0 });
    expect(targets[39 * 8 + 7]! / targets[0]!).toBeCloseTo(3, 4);
    expect(targets.reduce((a, b) => a + b) / 40).toBeCloseTo(1, 4);
  });

  it('mix what teachers say into the targets, and leave each picture its weight', () => {
    const distilled = {
      expressions: Float32Array.from({ length: rows.length * 8 }, (_, i) => (i % 8 === 1 ? 1 : 0)),
      classes: Float32Array.from({ length: rows.length * 7 }, (_, i) => (i % 7 === 2 ? 1 : 0)),
      share: 0.25,
    };
    const plain = { ...options, augmentation: FLIPPED, mixup: 0, classBalance: 0.5 };
    const [own, taught] = [emptyBatch(8), emptyBatch(8)];
    new Batches(faces, rows, plain).fill(0, 0, own);
    new Batches(faces, rows, { ...plain, distillationTargets: distilled }).fill(0, 0, taught);
    for (let i = 0; i < 8; i++) {
      const [before, after] = [own, taught].map(({ expressions }) => expressions.subarray(i * 8, i * 8 + 8));
      const weight = before!.reduce((a, b) => a + b);
      expect(after!.reduce((a, b) => a + b)).toBeCloseTo(weight, 5);
      expect(after![1]).toBeCloseTo(0.75 * before![1]! + 0.25 * weight, 5);
      expect(after![4]).toBeCloseTo(0.75 * before![4]!, 5);
      expect(taught.classes[i * 7 + 2]).toBeCloseTo(0.75 * own.classes[i * 7 + 2]! + 0.25, 5);
    }
  });

  it('mix the labels of a view of two faces as the faces are mixed', () => {
    const pixels = Uint8Array.from(
      { length: 40 * INPUT_AREA },
      (_, i) => 30 * faces.classes[Math.floor(i / INPUT_AREA)]!,
    );
    const distilled = {
      expressions: new Float32Array(2 * 40 * 8),
      classes: new Float32Array(2 * 40 * 7),
      share: 0,
      views: 2,
    };
    const flat = { ...options, augmentation: FLIPPED, labelSmoothing: 0, distillationTargets: distilled };
    const batches = new Batches({ ...faces, pixels }, rows, flat);
    const batch = emptyBatch(8);
    let mixed = 0;
    for (let epoch = 0; epoch < 2; epoch++) {
      for (let step = 0; step < batches.stepsPerEpoch; step++) {
        batches.fill(epoch, step, batch);
        for (let i = 0; i < 8; i++) {
          const classes = batch.classes.subarray(i * 7, i * 7 + 7);
          const grey = classes.reduce((sum, p, k) => sum + p * 30 * k, 0);
          expect(batch.images[i * INPUT_AREA + 1000]).toBeCloseTo(normalise(grey), 3);
          if (classes.filter((p) => p > 0.01).length === 2) mixed++;
        }
      }
    }
    expect(mixed).toBeGreaterThan(20);
  });

  it('come from the worker thread as they come from this one', async () => {
    const inline = inlineBatches(faces, rows, options);
    const prefetched = prefetchedBatches(faces, rows, options);
    const copies = async (source: typeof inline) => {
      const images: Float32Array[] = [];
      for await (const batch of source.epoch(2)) images.push(Float32Array.from(batch.images));
      return images;
    };
    const fromWorker = await copies(prefetched).finally(() => prefetched.close());
    expect(fromWorker).toEqual(await copies(inline));
    expect(fromWorker).toHaveLength(5);
  });
});
