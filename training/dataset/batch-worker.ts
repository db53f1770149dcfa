/** The thread behind prefetchedBatches: fills the slot it is told to, then says so. */
import { parentPort, workerData } from 'node:worker_threads';
import { Batches } from './batches';
import type { WorkerJob, WorkerSetup } from './prefetch';

const { faces, rows, options, slots } = workerData as WorkerSetup;
const batches = new Batches(faces, rows, options);

parentPort?.on('message', ({ epoch, step, slot }: WorkerJob) => {
  batches.fill(epoch, step, slots[slot]!);
  parentPort?.postMessage(slot);
});
