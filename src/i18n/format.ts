import { locale, t } from './t';

/** By language and options: to make one takes longer than to write fifty numbers with it, and badges write some each second. */
const numbers = new Map<string, Intl.NumberFormat>();

/** "1,204", "81.2" */
export function number(value: number, options?: Intl.NumberFormatOptions): string {
  const key = JSON.stringify([locale(), options]);
  const format = numbers.get(key) ?? new Intl.NumberFormat(locale(), options);
  numbers.set(key, format);
  return format.format(value);
}

/** "99 %", of a whole number or one with so many decimals, as the language writes it. @param value in per cent. */
export function percent(value: number, decimals = 0): string {
  return t('percent', {
    number: number(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  });
}

/** "14:05", or "2:05 PM"; milliseconds since the epoch. */
export function clock(time: number): string {
  return date(time, { hour: '2-digit', minute: '2-digit' });
}

/** @param time milliseconds since the epoch. */
export function date(time: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), options).format(time);
}

/** "Ann, Ben, and Cem" */
export function list(of: readonly string[], options?: Intl.ListFormatOptions): string {
  return new Intl.ListFormat(locale(), options).format(of);
}

/** "Cyrillic", in the language that is spoken. @param code ISO 15924. */
export function scriptName(code: string): string {
  return new Intl.DisplayNames(locale(), { type: 'script' }).of(code) ?? code;
}
