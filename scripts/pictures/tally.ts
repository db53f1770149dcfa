/** Counts of what was found, read and named among pictures. Pure. */
import { EXPRESSIONS, type Expression, top } from '../../src/expressions';
import { wilson } from '../../training/metrics/classification';
import { measureShares } from '../../training/metrics/vote-shares';
import type { Read } from './reading';

/** A share of something, with its 95 % interval (Wilson 1927). */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly interval: readonly [low: number, high: number];
}

export interface Tally {
  readonly pictures: number;
  /** Of the pictures: with a face. */
  readonly found: Share;
  /** Of the pictures: with a face that is large, sharp and frontal enough for the network. */
  readonly read: Share;
  /** Of those read: named, rather than "unsure". */
  readonly named: Share;
  /** Of those read whose expression is known: the likeliest expression is that one. */
  readonly right?: Share;
  /** Of those named whose expression is known: named rightly. */
  readonly namedRight?: Share;
  /** Of those read and known: mean probability of the likeliest expression, minus the share that is right. */
  readonly overconfidence?: number;
  /** Where people voted: how far the probability shown is from the share who say so, and the divergence from their votes, nats. */
  readonly topError?: number;
  readonly kl?: number;
  readonly voted?: number;
  /** Of those read: each name, and "unsure". */
  readonly answers: Readonly<Record<Answer, Share>>;
}

export const ANSWERS = [...EXPRESSIONS, 'unsure'] as const;
export type Answer = (typeof ANSWERS)[number];

export function tally(all: readonly Read[]): Tally {
  const found = all.filter(({ reading }) => reading.faces > 0);
  const read = all.filter(({ reading }) => reading.probabilities.length > 0);
  const known = read.filter(({ picture }) => picture.truth !== undefined);
  const named = (some: readonly Read[]) => some.filter(({ reading }) => reading.expression !== null);
  const right = known.filter(({ picture, reading }) => likeliest(reading.probabilities) === picture.truth);
  const namedRight = named(known).filter(({ picture, reading }) => reading.expression === picture.truth);
  const certainty = known.reduce((sum, { reading }) => sum + Math.max(...reading.probabilities), 0) / known.length;
  return {
    pictures: all.length,
    found: share(found.length, all.length),
    read: share(read.length, all.length),
    named: share(named(read).length, read.length),
    ...(known.length > 0
      ? {
          right: share(right.length, known.length),
          namedRight: share(namedRight.length, named(known).length),
          overconfidence: certainty - right.length / known.length,
        }
      : {}),
    ...againstVotes(read),
    answers: Object.fromEntries(
      ANSWERS.map((answer) => [
        answer,
        share(read.filter(({ reading }) => (reading.expression ?? 'unsure') === answer).length, read.length),
      ]),
    ) as Record<Answer, Share>,
  };
}

export const share = (count: number, of: number): Share => ({ count, of, interval: wilson(count, of) });

const likeliest = (probabilities: readonly number[]): Expression => EXPRESSIONS[top(probabilities)]!;

function againstVotes(read: readonly Read[]): Pick<Tally, 'topError' | 'kl' | 'voted'> {
  const voted = read.filter(({ picture }) => picture.votes !== undefined);
  if (voted.length === 0) return {};
  const { topError, kl } = measureShares(
    Float32Array.from(voted.flatMap(({ reading }) => [...reading.probabilities])),
    Float32Array.from(voted.flatMap(({ picture }) => [...picture.votes!])),
    EXPRESSIONS.length,
  );
  return { topError, kl, voted: voted.length };
}

/** Parts by some key, in the order of their names; those without a key are left out. */
export function parts(all: readonly Read[], key: (one: Read) => string | undefined): [string, Read[]][] {
  const byKey = new Map<string, Read[]>();
  for (const one of all) {
    const name = key(one);
    if (name === undefined) continue;
    const part = byKey.get(name);
    if (part) part.push(one);
    else byKey.set(name, [one]);
  }
  return [...byKey].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}
