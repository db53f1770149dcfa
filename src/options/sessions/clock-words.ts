import { list } from '../../i18n/format';
import { t } from '../../i18n/t';
import type { StoredSession } from '../../session/records';
import { duration } from '../../ui/times';

/** Jumps that are told one by one. */
const MOST = 3;

/**
 * One sentence for whoever reads a session's times, null where its clock ran steadily. Of a jump forward nobody can tell
 * whether the clock was set or the computer slept: steady time stops with the computer.
 */
export function clockWords({ clockJumps = [] }: Pick<StoredSession, 'clockJumps'>): string | null {
  if (clockJumps.length === 0) return null;
  const jumps = clockJumps
    .slice(0, MOST)
    .map(({ by }) => t(by > 0 ? 'clock_forward' : 'clock_back', { time: duration(Math.abs(by)) }));
  const rest = clockJumps.length - MOST;
  const told = list(rest > 0 ? [...jumps, t('clock_more', { count: rest })] : jumps);
  return t(clockJumps.some(({ by }) => by > 0) ? 'clock_jumpedSlept' : 'clock_jumped', { jumps: told });
}
