import { execFileSync } from 'node:child_process';

/** The commit that the code stands at, with "+" where tracked files of training differ from it. */
export function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return (
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--', 'training', 'src/engine/input.ts') ? '+' : '')
    );
  } catch {
    return 'unknown';
  }
}
