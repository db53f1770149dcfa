import { expect, it } from 'vitest';
import { inTime } from '../../src/engine/in-time';

it('counts no time in which the process slept', async () => {
  const work = new Promise((resolve) => setTimeout(() => setTimeout(resolve, 10, 'read'), 0));
  const reading = inTime(work, 2000);
  // As after a machine's sleep, every timer is overdue at once.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
  await expect(reading).resolves.toBe('read');
});

it('gives up what is not done while it runs', async () => {
  await expect(inTime(new Promise(() => {}), 1000)).rejects.toMatchObject({ problem: { code: 'engine_stuck' } });
});
