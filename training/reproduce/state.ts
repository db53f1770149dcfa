/** How far a step of the chain is, by what lies in its folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkpointOf } from '../export/trained-network';
import { sha256, sha256Of } from '../files/sha256';
import { loadCheckpoint } from '../fit/checkpoint';
import { CHAIN, KEPT_FILES, type Kept, type Step, teachersInHistory } from './chain';

/** Trained here so far, exported as history has it, exported as something else, or nothing. */
export type State =
  | { readonly is: 'trained'; readonly epochs: number; readonly sha256: string }
  | { readonly is: 'kept' }
  | { readonly is: 'strange'; readonly file: string }
  | { readonly is: 'missing' };

const folderOf = (step: Step) => dirname(checkpointOf(step.run));

/** How far a step is on this machine. Reads its files. */
export function stateOf(step: Step): State {
  const file = checkpointOf(step.run);
  if (existsSync(file)) return { is: 'trained', epochs: loadCheckpoint(file).epoch, sha256: sha256Of(file) };
  const { kept } = step;
  if (!kept || !existsSync(join(folderOf(step), 'emotion'))) return { is: 'missing' };
  const strange = KEPT_FILES.map((name) => join(folderOf(step), name)).find(
    (path, i) => !existsSync(path) || sha256Of(path) !== kept.files[KEPT_FILES[i]!],
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

/** Who taught a run that lies here as history has it ({@link teachersInHistory}); undefined of any other run. */
export function keptTeachers(run: string): Readonly<Record<string, string>> | undefined {
  const step = CHAIN.find((one) => one.run === run);
  return step && stateOf(step).is === 'kept' ? teachersInHistory(step) : undefined;
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
