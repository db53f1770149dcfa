/** Augments the next batches in a worker thread while the network trains on this one. */
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../src/error-message';
import { type Batch, emptyBatch, widthsOf } from './batch';
import { stepsOf } from './batch-size';
import { Batches, type BatchOptions } from './batches';
import type { Faces } from './faces';

/** How many batches exist at once: one in training, the others being made or ready. */
const SLOTS = 3;

/** Where training gets its batches from. */
export interface BatchSource {
  readonly stepsPerEpoch: number;
  /** Batches of one epoch in order; each is valid until the next is asked for. */
  epoch(epoch: number): AsyncIterable<Batch>;
  close(): Promise<void>;
}

/** What a worker is told when it starts; `slots` lie in memory that both threads see. */
export interface WorkerSetup {
  readonly faces: Faces;
  readonly rows: Uint32Array;
  readonly options: BatchOptions;
  readonly slots: readonly Batch[];
}

/** A batch that a worker makes: which one, and into which slot. */
export interface WorkerJob {
  readonly epoch: number;
  readonly step: number;
  readonly slot: number;
}

/** Makes every batch when it is asked for, in this thread. */
export function inlineBatches(faces: Faces, rows: Uint32Array, options: BatchOptions): BatchSource {
  const batches = new Batches(faces, rows, options);
  const batch = emptyBatch(options.batch, widthsOf(faces));
  return {
    stepsPerEpoch: batches.stepsPerEpoch,
    async *epoch(epoch) {
      for (let step = 0; step < batches.stepsPerEpoch; step++) {
        batches.fill(epoch, step, batch);
        // Timers run between two steps: signals, and the signs of life of a run's lock.
        await new Promise((resolve) => setImmediate(resolve));
        yield batch;
      }
    },
    close: async () => {},
  };
}

const shared = (floats: number) => new Float32Array(new SharedArrayBuffer(floats * 4));

function share(faces: Faces): Faces {
  const pixels = new Uint8Array(new SharedArrayBuffer(faces.pixels.length));
  pixels.set(faces.pixels);
  return { ...faces, pixels };
}

/** The same batches, made in a worker thread a little ahead of the training. */
export function prefetchedBatches(faces: Faces, rows: Uint32Array, options: BatchOptions): BatchSource {
  const stepsPerEpoch = stepsOf(rows.length, options.batch);
  const slots = Array.from({ length: SLOTS }, () => emptyBatch(options.batch, widthsOf(faces), shared));
  const workerData: WorkerSetup = { faces: share(faces), rows, options, slots };
  const worker = new Worker(new URL('./batch-worker.mjs', import.meta.url), { workerData });
  let failure: unknown;
  let wake = () => {};
  const ready = new Set<number>();
  worker.on('message', (slot: number) => {
    ready.add(slot);
    wake();
  });
  worker.on('error', (error) => {
    failure = error;
    wake();
  });
  worker.on('exit', (code) => {
    failure ??= new Error(`The thread that prepares pictures ended early (code ${code}). Try --inline.`);
    wake();
  });

  const ask = (epoch: number, step: number) => {
    if (step < stepsPerEpoch) worker.postMessage({ epoch, step, slot: step % SLOTS } satisfies WorkerJob);
  };

  return {
    stepsPerEpoch,
    async *epoch(epoch) {
      for (let step = 0; step < SLOTS; step++) ask(epoch, step);
      for (let step = 0; step < stepsPerEpoch; step++) {
        const slot = step % SLOTS;
        // The worker's messages arrive between steps only if the event loop turns.
        await new Promise(setImmediate);
        while (!ready.has(slot)) {
          if (failure !== undefined)
            throw new Error(`The pictures of a step could not be prepared: ${messageOf(failure)}`, { cause: failure });
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        ready.delete(slot);
        yield slots[slot]!;
        ask(epoch, step + SLOTS);
      }
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
