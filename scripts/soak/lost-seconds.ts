import type { CsvRow } from '../driver/session-csv';

/** What was seen from outside at one moment: about once a second. */
export interface Look {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** What the popup says of each, by name: "appears happy", "no face found". */
  readonly words: Readonly<Record<string, string>>;
  /** Share of all cores that had work, whoever gave it, since the look before. */
  readonly busy: number;
}

/** What the soak did, and for how long: milliseconds since the epoch. */
export interface Deed {
  readonly from: number;
  readonly to: number;
  readonly what: string;
}

export interface Lost {
  readonly name: string;
  readonly seconds: number;
  /** The longest stretch. */
  readonly longest: number;
  /** Seconds by why nothing was read in them, most first. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** Above this share of all cores, who comes to their turn is chance. */
const FULL = 0.95;

/**
 * The seconds between somebody's first and last reading in which nothing was read of them, each with its reason: what the
 * soak did at that time, else what their camera gave, else what the popup said, else whether the machine had any time left.
 *
 * @param all of an exported session's rows, those without a face among them.
 */
export function lostOf(name: string, all: readonly CsvRow[], looks: readonly Look[], deeds: readonly Deed[]): Lost {
  const own = all.filter((row) => row.name === name);
  const read = new Set(own.filter(({ face }) => face !== '').map(timeOf));
  const cameras = new Map(own.map((row) => [timeOf(row), row.camera_state ?? '']));
  const [first, last] = [Math.min(...read), Math.max(...read)];
  const reasons: Record<string, number> = {};
  let [longest, stretch] = [0, 0];
  for (let time = first; time < last; time += 1000) {
    stretch = read.has(time) ? 0 : stretch + 1;
    longest = Math.max(longest, stretch);
    if (stretch === 0) continue;
    const why = reasonOf(name, time, cameras.get(time), looks, deeds);
    reasons[why] = (reasons[why] ?? 0) + 1;
  }
  const seconds = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return {
    name,
    seconds,
    longest,
    reasons: Object.fromEntries(Object.entries(reasons).sort(([, a], [, b]) => b - a)),
  };
}

function reasonOf(
  name: string,
  time: number,
  camera: string | undefined,
  looks: readonly Look[],
  deeds: readonly Deed[],
): string {
  const deed = deeds.find(({ from, to }) => from < time + 1000 && to > time);
  if (deed) return deed.what;
  if (camera !== undefined && camera !== '' && camera !== 'on') return `camera ${camera}`;
  const near = looks.filter((look) => look.time >= time && look.time < time + 2000);
  const busy = near.some((look) => look.busy > FULL) ? ', machine full' : '';
  // The popup holds a reading for a moment: it stood still there, and none came in this second.
  const word = near.map(({ words }) => words[name]).find((said) => said !== undefined && !/appears|unsure/.test(said));
  return `${word ?? (near.length > 0 ? 'read less than once a second' : 'not looked at')}${busy}`;
}

function timeOf({ time_utc = '' }: CsvRow): number {
  return Date.parse(time_utc);
}
