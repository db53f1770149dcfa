import type { FaceReading } from '../engine/types';
import type { Moment } from '../messages';

/** Two minutes, in steps of four seconds. */
const STEP = 4000;
const STEPS = 30;

/** What each participant's first face appeared lately. */
export class History {
  private readonly steps = new Map<string, Map<number, Moment>>();

  /** The last reading of a step stands for it. @param time steady, milliseconds. */
  add(id: string, face: FaceReading | undefined, time: number): void {
    if (!face) return;
    const steps = this.steps.get(id) ?? new Map<number, Moment>();
    this.steps.set(id, steps);
    const now = Math.floor(time / STEP);
    const { expression, confidence } = face;
    steps.set(now, { expression, confidence: confidence && Math.round(100 * confidence) / 100 });
    for (const step of steps.keys()) if (step <= now - STEPS) steps.delete(step);
  }

  forget(id: string): void {
    this.steps.delete(id);
  }

  /** The oldest first; null where nothing was read. @param now as `add`'s time. */
  of(id: string, now: number): (Moment | null)[] {
    const steps = this.steps.get(id);
    const last = Math.floor(now / STEP);
    return Array.from({ length: STEPS }, (_, i) => steps?.get(last - STEPS + 1 + i) ?? null);
  }
}
