/** How far a step of the chain is, by what lies in its folder. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkpointOf } from '../export/trained-network';
import { loadCheckpoint } from '../fit/checkpoint';
import { KEPT_FILES, type Kept, type Step } from './chain';

/** Trained here so far, exported as history has it, exported as something else, or nothing. */
export type State =
  | { readonly is: 'trained'; readonly epochs: number; readonly sha256: string }
  | { readonly is: 'kept' }
  | { readonly is: 'strange'; readonly file: string }
  | { readonly is: 'missing' };

/** In hexadecimal. */
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const folderOf = (step: Step) => dirname(checkpointOf(step.run));

/** How far a step is on this machine. Reads its files. */
export function stateOf(step: Step): State {
  const file = checkpointOf(step.run);
  if (existsSync(file))
    return { is: 'trained', epochs: loadCheckpoint(file).epoch, sha256: sha256(readFileSync(file)) };
  const { kept } = step;
  if (!kept || !existsSync(join(folderOf(step), 'emotion'))) return { is: 'missing' };
  const strange = KEPT_FILES.map((name) => join(folderOf(step), name)).find(
    (path, i) => !existsSync(path) || sha256(readFileSync(path)) !== kept.files[KEPT_FILES[i]!],
  );
  return strange === undefined ? { is: 'kept' } : { is: 'strange', file: strange };
}

/** Whether nothing is to be done for a step any more. */
export const isDone = (step: Step, state: State) =>
  state.is === 'kept' || (state.is === 'trained' && state.epochs >= step.parts.at(-1)!.until);

/**
 * Puts a run's files there from the repository's history.
 * @throws Error where history lacks them (a shallow clone), or holds others than the chain says
 */
export function takeKept(step: Step, { commit, files }: Kept): void {
  for (const name of KEPT_FILES) {
    const bytes = fileAt(commit, `models/${name}`);
    if (sha256(bytes) !== files[name])
      throw new Error(
        `models/${name} at commit ${commit} is not the file that the chain names: it has another SHA-256.`,
      );
    const to = join(folderOf(step), name);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, bytes);
  }
}

function fileAt(commit: string, path: string): Buffer {
  try {
    return execFileSync('git', ['show', `${commit}:${path}`], { maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    throw new Error(
      `This clone's history lacks ${path} at commit ${commit}. Fetch all of it ("git fetch --unshallow"), or leave out --kept to train that network again.`,
    );
  }
}
