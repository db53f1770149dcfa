/** What a run that is resumed keeps of its beginning. */
import { existsSync } from 'node:fs';
import { positive } from '../console/options';
import { checkpointOf } from '../export/trained-network';
import { type Checkpoint, loadCheckpoint } from '../fit/checkpoint';

/** Whether a run is to go on (`resume`), or to be begun or gone on with, as it comes (`finish`). */
interface Wanted {
  readonly resume: boolean;
  readonly finish: boolean;
}

/**
 * Where a run stands that is to go on; undefined of one that begins.
 * @throws Error where it has begun already and is not to go on, or is to go on and has not begun
 */
export function checkpointToResume(run: string, { resume, finish }: Wanted): Checkpoint | undefined {
  const file = checkpointOf(run);
  const isBegun = existsSync(file);
  if (!resume && !finish && isBegun)
    throw new Error(`${file} exists. Add --resume to go on with it, or name another --run.`);
  return resume || (finish && isBegun) ? loadCheckpoint(file) : undefined;
}

/** Only so many of the training pictures, or all. @throws Error where a resumed run is told otherwise than it began */
export function limitOf(given: string | undefined, resumed: Checkpoint | undefined, run: string): number | undefined {
  const limit = given === undefined ? undefined : positive('--limit', given);
  if (!resumed?.data) return limit;
  if (limit !== undefined && limit !== resumed.data.limit)
    throw new Error(
      `${run} was begun ${resumed.data.limit ? `with --limit ${resumed.data.limit}` : 'without --limit'}, and a resumed run ` +
        'keeps its pictures. Leave out --limit, or begin another --run.',
    );
  return resumed.data.limit;
}

/** Whether faces are searched for. @throws Error where a run that was begun without is told to */
export function detectOf(given: boolean, resumed: Checkpoint | undefined, run: string): boolean {
  if (resumed && given && !resumed.data?.detect)
    throw new Error(`${run} was begun without --detect. Leave it out, or begin another --run.`);
  return resumed ? resumed.data?.detect === true : given;
}

/** A run is known by the command that began it. @param epochs of its schedule from here on */
export function commandOf(args: readonly string[], resumed: Checkpoint | undefined, epochs: number): string {
  if (!resumed) return `npm run train -- ${args.join(' ')}`.trim();
  const { command, recipe, epoch } = resumed;
  return epochs === recipe.epochs ? command : `${command}; from epoch ${epoch + 1} on with --resume --epochs ${epochs}`;
}

/** Every commit that has a part in a run. */
export const commitsOf = (resumed: Checkpoint | undefined, running: string): string =>
  [...new Set([...(resumed?.commit.split(', ') ?? []), running])].join(', ');
