import type { FaceReading, TileReading, UnsureReason } from '../engine/types';
import { EXPRESSIONS, type Probabilities, top } from '../expressions';
import { median } from '../median';
import type { SecondRow } from './records';
import { UsualSecond } from './usual-second';

/** Milliseconds for which a reading still bears out a lone one after it. */
const WITNESS = 10_000;
/** So many of the readings before a lone one may bear it out: after a blink, the last but one does. */
const WITNESSES = 2;

interface Samples {
  readonly second: number;
  readonly participant: string;
  readonly face: number;
  readonly readings: FaceReading[];
  readonly usual: UsualSecond;
}

/** What a face was named lately. */
interface Named {
  readonly second: number;
  readonly expression: string | null;
}

/**
 * Gathers readings into rows, one per participant, face and second of the clock.
 *
 * A second's probabilities are the medians of its samples', scaled to 1 again: one deviating sample of three or more does
 * not move them far. It is named by the likeliest where more than half of its samples named that too. A second of a single
 * sample, which may be a blink, is named only where one of the two readings before, of the last ten seconds, says the same.
 */
export class Seconds {
  private readonly session: string;
  private readonly labels: readonly string[];
  private readonly open = new Map<string, Samples>();
  /** Of each face, what its last readings named, newest last. */
  private readonly before = new Map<string, Named[]>();
  /** Seconds before this one are written: a reading that comes later than that is left out, so that no row changes. */
  private closedBefore = Number.NEGATIVE_INFINITY;

  /** @param labels what the readings' probabilities stand for. */
  constructor(session: string, labels: readonly string[] = EXPRESSIONS) {
    this.session = session;
    this.labels = labels;
  }

  add(reading: TileReading): void {
    const second = Math.floor(reading.time / 1000);
    if (second < this.closedBefore) return;
    for (const face of reading.faces) {
      const key = JSON.stringify([second, reading.participantId, face.face]);
      const samples = this.open.get(key) ?? {
        second,
        participant: reading.participantId,
        face: face.face,
        readings: [],
        usual: new UsualSecond(),
      };
      samples.readings.push(face);
      if (face.usual) samples.usual.add(face.usual);
      this.open.set(key, samples);
    }
  }

  /** Takes out every second that ended at or before `time` (milliseconds since the epoch), oldest first. */
  takeUntil(time: number): SecondRow[] {
    const end = Math.floor(time / 1000);
    this.closedBefore = Math.max(this.closedBefore, end);
    const ended = [...this.open].filter(([, { second }]) => second < end);
    for (const [key] of ended) this.open.delete(key);
    const rows = ended
      .map(([, samples]) => samples)
      .sort((a, b) => a.second - b.second)
      .map((samples) => this.row(samples));
    this.forgetBefore(end);
    return rows;
  }

  private row({ second, participant, face, readings, usual: beside }: Samples): SecondRow {
    const key = JSON.stringify([participant, face]);
    const before = (this.before.get(key) ?? []).filter((named) => (second - named.second) * 1000 <= WITNESS);
    const samples = readings.length;
    const usual = beside.summary();
    const probabilities = medians(
      readings.flatMap((reading) => (reading.probabilities ? [reading.probabilities] : [])),
    );
    const likeliest = probabilities && this.labels[top(probabilities)]!;
    const agreement = readings.filter(({ expression }) => expression === likeliest).length / samples;
    const isBorneOut = samples > 1 || before.some(({ expression }) => expression === likeliest);
    this.before.set(key, [...before, ...readings.map(({ expression }) => ({ second, expression }))].slice(-WITNESSES));
    const expression = agreement > 0.5 && isBorneOut ? likeliest : null;
    const unsure = expression ? undefined : reasonOf(readings);
    return {
      session: this.session,
      second,
      participant,
      face,
      samples,
      ...(likeliest ? { agreement } : {}),
      probabilities,
      expression,
      ...(unsure && { unsure }),
      confidence: probabilities && Math.max(...probabilities),
      score: readings.reduce((sum, { score }) => sum + score, 0) / samples,
      ...(usual && { usual }),
    };
  }

  /** Drops what waits of a participant. */
  forget(participant: string): void {
    for (const [key, samples] of this.open) if (samples.participant === participant) this.open.delete(key);
  }

  private forgetBefore(now: number): void {
    for (const [key, named] of this.before) if ((now - named.at(-1)!.second) * 1000 > WITNESS) this.before.delete(key);
  }
}

/** The reason that most unsure readings give, the first of equals. */
function reasonOf(readings: readonly FaceReading[]): UnsureReason | undefined {
  const counts = new Map<UnsureReason, number>();
  for (const { unsure } of readings) if (unsure) counts.set(unsure, (counts.get(unsure) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Component by component, scaled to the sum 1; null of none. */
function medians(all: readonly Probabilities[]): number[] | null {
  if (all.length === 0) return null;
  const each = all[0]!.map((_, i) => median(all.map((probabilities) => probabilities[i] ?? 0)));
  const sum = each.reduce((total, p) => total + p, 0);
  if (sum > 0) return each.map((p) => p / sum);
  // Each sample is certain of another expression than most.
  return each.map((_, i) => all.reduce((total, p) => total + (p[i] ?? 0), 0) / all.length);
}
