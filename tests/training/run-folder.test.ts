import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lockRun } from '../../training/run/run-folder';

const folder = mkdtempSync(join(tmpdir(), 'facet-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'lock');
const hold = (pid: number, host: string) => writeFileSync(file, JSON.stringify({ pid, host }));

it('is kept by the process that holds it, against itself as well', () => {
  const lock = lockRun(folder);
  expect(() => lockRun(folder)).toThrow(/is being trained by another process/);
  lock.release();
  lockRun(folder).release();
});

it('of a machine that gives no sign of life is taken over, and of one that does is not', () => {
  hold(1, 'another-node');
  expect(() => lockRun(folder)).toThrow(/another-node/);
  const long = new Date(Date.now() - 3_600_000);
  utimesSync(file, long, long);
  lockRun(folder).release();
});

it('is taken over where a container that was started anew has the number of the process that died', () => {
  hold(process.pid, hostname());
  const lock = lockRun(folder);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ pid: process.pid, host: hostname() });
  lock.release();
});
