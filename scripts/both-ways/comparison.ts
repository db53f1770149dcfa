/** What reading fast costs: how rightly the same pictures are read both ways. Pure. */
import { percent, table } from '../../training/markup/tables';
import type { Both, Said } from './page';

/** A picture of a film, and what it is held to show. */
export interface Judged extends Both {
  readonly truth: string;
}

export interface Comparison {
  /** What was read. */
  readonly of: string;
  readonly films: number;
  readonly readings: number;
  /** Readings whose likeliest expression is the one that is shown; a face that is not read is wrong. */
  readonly fast: number;
  readonly slow: number;
  /** Readings that only one of them has right. */
  readonly onlyFast: number;
  readonly onlySlow: number;
  /** Readings that name something else, "unsure" included. */
  readonly otherwise: number;
  /** Mean distance of the shares of those that both read, over all expressions. */
  readonly off: number;
}

/** Points that the ways may be apart. */
export const MOST_APART = 0.3;

export function compare(of: string, films: readonly (readonly Judged[])[]): Comparison {
  const all = films.flat();
  const right = (said: Said | null, truth: string) => said?.likeliest === truth;
  const count = (test: (one: Judged) => boolean) => all.filter(test).length;
  const distances = all.flatMap(({ fast, slow }) => (fast && slow ? [distance(fast, slow)] : []));
  return {
    of,
    films: films.length,
    readings: all.length,
    fast: count(({ fast, truth }) => right(fast, truth)),
    slow: count(({ slow, truth }) => right(slow, truth)),
    onlyFast: count(({ fast, slow, truth }) => right(fast, truth) && !right(slow, truth)),
    onlySlow: count(({ fast, slow, truth }) => right(slow, truth) && !right(fast, truth)),
    otherwise: count(({ fast, slow }) => (fast?.named ?? null) !== (slow?.named ?? null)),
    off: distances.reduce((sum, one) => sum + one, 0) / distances.length,
  };
}

/** Points by which the fast way is right more often. */
export function pointsApart({ fast, slow, readings }: Comparison): number {
  return (100 * (fast - slow)) / readings;
}

export function comparisonTable(all: readonly Comparison[]): string {
  return table(
    [
      '',
      'films',
      'readings',
      'fast way right',
      'slow way right',
      'points apart',
      'right fast only, slow only',
      'named otherwise',
      'shares apart',
    ],
    all.map((one) => {
      const { of, films, readings, fast, slow, onlyFast, onlySlow, otherwise, off } = one;
      const apart = pointsApart(one);
      return [
        of,
        String(films),
        String(readings),
        percent(fast / readings, 2),
        percent(slow / readings, 2),
        `${apart < 0 ? '−' : '+'}${Math.abs(apart).toFixed(2)}`,
        `${onlyFast}, ${onlySlow}`,
        percent(otherwise / readings),
        `${(100 * off).toFixed(1)} points`,
      ];
    }),
  );
}

/** Mean over the expressions. */
function distance({ probabilities: a }: Said, { probabilities: b }: Said): number {
  return a.reduce((sum, share, i) => sum + Math.abs(share - b[i]!), 0) / a.length;
}
