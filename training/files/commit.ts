import { execFileSync } from 'node:child_process';

/** All that decides what a run or a command gives: training's own code, what it takes of the extension, and the packages. */
export const DECIDING = [
  'training',
  'src/engine',
  'src/session',
  ':(glob)src/*.ts',
  'package.json',
  'package-lock.json',
];

/** The commit that the code stands at, with "+" where something that decides a run differs from it. */
export function commit(folder = '.'): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', ...DECIDING) ? '+' : '');
  } catch {
    return 'unknown';
  }
}
