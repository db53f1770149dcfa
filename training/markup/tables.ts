/** Numbers and tables in Markdown. Pure. */

/** @param share 0 to 1 @returns such as "91.1 %" */
export const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)} %`;

/** An interval of shares, such as "90.0 % to 92.1 %". */
export const range = ([low, high]: readonly [number, number]) => `${percent(low)} to ${percent(high)}`;

/** The first column to the left, the others to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
