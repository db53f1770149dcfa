import { EXPRESSIONS, type Expression } from '../expressions';
import { NEUTRAL } from './baseline';

/** An expression is "more than usual" from so many spreads above the usual on, if it lasts … */
export const MORE_FROM = 3;
/** … or at once from so many … */
export const CLEARLY_MORE = 8;
/** … and stays so down to this many. */
export const MORE_UNTIL = 1.75;
/**
 * Milliseconds for a mark to come, longer than a syllable, whose mouth may look like a smile; and to go.
 */
const LASTING = { on: 600, off: 300 };
/** Spreads by which another expression must lead to take over. */
const LEAD = 1.5;

/** Which expression a face shows more than usual: with hysteresis in level, lead and time. */
export class DeviationDecider {
  private shown: number | null = null;
  /** Who asks to be shown instead, and since when; −1: nobody. */
  private claim = { index: -1, since: 0 };

  /**
   * @param deviations spreads above the usual, in the order of EXPRESSIONS.
   * @param visible whether an expression is there at all, in the same order.
   * @param time milliseconds.
   */
  decide(deviations: ArrayLike<number>, visible: (expression: number) => boolean, time: number): Expression | null {
    const best = this.strongest(deviations, visible);
    const shown = this.shown;
    const stays = shown !== null && visible(shown) && deviations[shown]! >= MORE_UNTIL;
    const leads = !stays || (best !== shown && best >= 0 && deviations[best]! >= deviations[shown]! + LEAD);
    const claims = !stays ? best : leads ? best : shown;
    if (claims === shown || (claims < 0 && shown === null)) this.claim = { index: -2, since: time };
    else {
      if (claims !== this.claim.index) this.claim = { index: claims, since: time };
      const isClear = shown === null && deviations[claims]! >= CLEARLY_MORE;
      const lasting = claims < 0 ? LASTING.off : LASTING.on;
      if (isClear || time - this.claim.since >= lasting) this.shown = claims < 0 ? null : claims;
    }
    return this.shown === null ? null : EXPRESSIONS[this.shown]!;
  }

  private strongest(deviations: ArrayLike<number>, visible: (expression: number) => boolean): number {
    let best = -1;
    for (let e = 0; e < EXPRESSIONS.length; e++) {
      if (e === NEUTRAL || !visible(e) || deviations[e]! < MORE_FROM) continue;
      if (best < 0 || deviations[e]! > deviations[best]!) best = e;
    }
    return best;
  }
}
