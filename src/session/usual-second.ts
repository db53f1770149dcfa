import type { Comparison } from '../engine/types';
import { EXPRESSIONS, type Expression } from '../expressions';
import type { SecondRow } from './records';

/** How one face stood beside its usual over one second. */
export class UsualSecond {
  private seconds = 0;
  private compared = 0;
  private readonly sums = EXPRESSIONS.map(() => 0);
  private readonly more = new Map<Expression | null, number>();

  add({ seconds, deviations, more }: Comparison): void {
    this.seconds = seconds;
    this.more.set(more, (this.more.get(more) ?? 0) + 1);
    if (!deviations) return;
    this.compared++;
    for (let i = 0; i < this.sums.length; i++) this.sums[i]! += deviations[i] ?? 0;
  }

  /** undefined where nothing was added. */
  summary(): SecondRow['usual'] {
    if (this.more.size === 0) return undefined;
    const [[more]] = [...this.more].sort(([, a], [, b]) => b - a) as [[Expression | null, number]];
    const deviations = this.compared > 0 ? this.sums.map((sum) => sum / this.compared) : null;
    return { seconds: this.seconds, deviations, more };
  }
}
