/** A run's folder: one name, one process at a time. */
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { codeOf } from '../files/error-code';

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

/** Milliseconds between two signs of life, and without one after which a run of another machine counts as gone. */
const TOUCH_EVERY = 30_000;
const SILENT = 10 * 60_000;

/** Locks of this process. */
const held = new Set<string>();

/**
 * Keeps other processes out of a run's folder until `release` is called. What a crash left behind is taken over.
 * @throws Error naming the process that holds it
 */
export function lockRun(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, 'lock');
  const own: Owner = { pid: process.pid, host: hostname() };
  const take = () => writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
  try {
    take();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const holder = ownerOf(file);
    if (holder && isRunning(holder, file)) {
      throw new Error(
        `${folder} is being trained by another process (${holder.pid} on ${holder.host}). Wait for it, or name another --run. ` +
          `If that process is gone, delete ${file}.`,
      );
    }
    rmSync(file, { force: true });
    take();
  }
  held.add(file);
  // Of a machine that slept another may have taken over.
  const isOurs = () => JSON.stringify(ownerOf(file)) === JSON.stringify(own);
  const touching = setInterval(() => isOurs() && touch(file), TOUCH_EVERY);
  touching.unref();
  return {
    release() {
      clearInterval(touching);
      held.delete(file);
      if (isOurs()) rmSync(file, { force: true });
    },
  };
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Deleted by hand: whoever did that wants it so.
  }
}

function ownerOf(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** A process of another machine cannot be asked: it runs as long as it touches the file. */
function isRunning({ pid, host }: Owner, file: string): boolean {
  if (host !== hostname()) return Date.now() - statSync(file).mtimeMs < SILENT;
  // In a container that was started anew the numbers are given again, this very one among them.
  if (pid === process.pid) return held.has(file);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
