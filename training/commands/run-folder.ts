/** A run's folder: one name, one process at a time. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** @throws Error for a name that would lie elsewhere than in training/runs */
export function checkRunName(name: string): string {
  if (/^[\p{L}\p{N}_][\p{L}\p{N}._ -]*$/u.test(name) && !name.includes('..')) return name;
  throw new Error(
    `--run is a name for a folder under training/runs, of letters, digits, ".", "-" and "_", not "${name}".`,
  );
}

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/**
 * Keeps other processes out of a run's folder until `release` is called. What a crash left behind is taken over.
 * @throws Error naming the process that holds it
 */
export function lockRun(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lock');
  const own: Owner = { pid: process.pid, host: hostname() };
  const take = () => writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
  try {
    take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = ownerOf(file);
    if (holder && isRunning(holder)) {
      throw new Error(
        `${folder} is being trained by another process (${holder.pid} on ${holder.host}). Wait for it, or name another --run. ` +
          `If that process is gone, delete ${file}.`,
      );
    }
    rmSync(file, { force: true });
    take();
  }
  return { release: () => rmSync(file, { force: true }) };
}

function ownerOf(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** A process of another machine cannot be asked, and is taken to run. */
function isRunning({ pid, host }: Owner): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
