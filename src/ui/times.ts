import { clock, date, number } from '../i18n/format';
import { t } from '../i18n/t';

/** "today 14:05", or "Sat, 21 Nov 2026, 14:05"; both arguments in milliseconds since the epoch. */
export function when(time: number, now = Date.now()): string {
  if (new Date(time).toDateString() === new Date(now).toDateString()) return t('time_today', { clock: clock(time) });
  const day = date(time, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return t('time_day', { day, clock: clock(time) });
}

/** "40 s", "12 min", "1 h 05 min" */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return t('time_seconds', { seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t('time_minutes', { minutes });
  const rest = number(minutes % 60, { minimumIntegerDigits: 2 });
  return t('time_hours', { hours: Math.floor(minutes / 60), minutes: rest });
}

/** "640 kB", "12 MB" */
export function bytes(count: number): string {
  const [value, unit] = count < 1e6 ? [Math.max(1, Math.round(count / 1e3)), 'kilobyte'] : [count / 1e6, 'megabyte'];
  return number(value, { style: 'unit', unit, maximumFractionDigits: count < 1e7 ? 1 : 0 });
}
