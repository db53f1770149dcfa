/** Numbers and tables in Markdown. Pure. */

export const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)} %`;

export const range = ([low, high]: readonly [number, number]) => `${percent(low)} to ${percent(high)}`;

/** The first column to the left, the others to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
