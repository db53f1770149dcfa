import { expressionsBySeconds, readSession, rowsBy } from './driver/session-csv';

/** Prints who appeared how, from an exported session. */
export function printReadings(csvFile: string): void {
  const people = rowsBy('name', readSession(csvFile));
  console.table(
    [...people].map(([participant, rows]) => ({
      participant,
      'seconds read': rows.length,
      appears: expressionsBySeconds(rows)
        .map(({ expression, seconds }) => `${expression} ${seconds} s`)
        .join(', '),
      'mean confidence': mean(rows.map(({ confidence }) => Number(confidence))).toFixed(2),
      'readings a second': mean(rows.map(({ samples }) => Number(samples))).toFixed(1),
    })),
  );
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}
