import type { CsvRow } from './session-csv';

/** A stretch in which nothing was read: its seconds, and when it ended, milliseconds since the epoch. */
export interface Gap {
  readonly seconds: number;
  readonly endedAt: number;
}

/** Stretches between somebody's first and last second in which nothing was read of them, the longest first. */
export function gapsOf(rows: readonly CsvRow[]): Gap[] {
  const times = [...new Set(rows.map(({ time_utc }) => Date.parse(time_utc ?? '')))].sort((a, b) => a - b);
  return times
    .slice(1)
    .map((time, i) => ({ seconds: Math.round((time - times[i]!) / 1000) - 1, endedAt: time }))
    .filter(({ seconds }) => seconds > 0)
    .sort((a, b) => b.seconds - a.seconds);
}
