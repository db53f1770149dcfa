import type { FaceReading, TileReading } from '../engine/types';
import { EXPRESSIONS, top } from '../expressions';
import type { SecondRow } from './records';
import { UsualSecond } from './usual-second';

interface Sums {
  readonly second: number;
  readonly participant: string;
  readonly face: number;
  samples: number;
  unsure: number;
  score: number;
  /** Readings that had probabilities: a face too small to classify has none. */
  classified: number;
  readonly probabilities: number[];
  readonly usual: UsualSecond;
}

/** Gathers readings into rows, one per participant, face and second of the clock. */
export class Seconds {
  readonly #session: string;
  readonly #open = new Map<string, Sums>();
  /** Seconds before this one are written: a reading that comes later than that is left out, so that no row changes. */
  #closedBefore = Number.NEGATIVE_INFINITY;

  constructor(session: string) {
    this.#session = session;
  }

  add(reading: TileReading): void {
    const second = Math.floor(reading.time / 1000);
    if (second < this.#closedBefore) return;
    for (const face of reading.faces) this.#addFace(second, reading.participantId, face);
  }

  /** Takes out every second that ended at or before `time` (milliseconds since the epoch), oldest first. */
  takeUntil(time: number): SecondRow[] {
    const end = Math.floor(time / 1000);
    this.#closedBefore = Math.max(this.#closedBefore, end);
    const rows: SecondRow[] = [];
    for (const [key, sums] of this.#open) {
      if (sums.second >= end) continue;
      this.#open.delete(key);
      rows.push(row(this.#session, sums));
    }
    return rows.sort((a, b) => a.second - b.second);
  }

  #addFace(second: number, participant: string, reading: FaceReading): void {
    const key = JSON.stringify([second, participant, reading.face]);
    let sums = this.#open.get(key);
    if (!sums) {
      sums = {
        second,
        participant,
        face: reading.face,
        samples: 0,
        unsure: 0,
        score: 0,
        classified: 0,
        probabilities: EXPRESSIONS.map(() => 0),
        usual: new UsualSecond(),
      };
      this.#open.set(key, sums);
    }
    sums.samples++;
    sums.score += reading.score;
    if (reading.expression === null) sums.unsure++;
    if (reading.usual) sums.usual.add(reading.usual);
    if (!reading.probabilities.some((p) => p > 0)) return;
    sums.classified++;
    for (let i = 0; i < sums.probabilities.length; i++) sums.probabilities[i]! += reading.probabilities[i] ?? 0;
  }
}

function row(session: string, sums: Sums): SecondRow {
  const { second, participant, face, samples, classified } = sums;
  const probabilities = classified > 0 ? sums.probabilities.map((sum) => sum / classified) : null;
  const likeliest = probabilities ? top(probabilities) : null;
  // A second that was unsure for half of its readings or more is unsure: a mean of the rest would claim too much.
  const usual = sums.usual.summary();
  const sure = likeliest !== null && sums.unsure * 2 < samples;
  return {
    session,
    second,
    participant,
    face,
    samples,
    probabilities,
    expression: sure ? EXPRESSIONS[likeliest]! : null,
    confidence: probabilities && likeliest !== null ? probabilities[likeliest]! : 0,
    score: sums.score / samples,
    ...(usual && { usual }),
  };
}
