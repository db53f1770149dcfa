/** Whether shares differ between groups by more than chance. Pure. */

export interface Test {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
}

/** Below this expected count the distribution does not hold (Cochran 1954, doi:10.2307/3001616). */
const LEAST_EXPECTED = 5;

/**
 * Pearson's test that groups answer alike.
 * @param table a row of counts per group, a column per answer. Answers that are too rare for the test are put together.
 * @returns null where what is left has less than two columns or rows, or expects too little
 */
export function chiSquared(table: readonly (readonly number[])[]): Test | null {
  const rows = table.filter((row) => sum(row) > 0);
  const all = sum(rows.flat());
  const smallest = Math.min(...rows.map(sum));
  const totals = (rows[0] ?? []).map((_, k) => sum(rows.map((row) => row[k]!)));
  const isRare = totals.map((total) => (total * smallest) / all < LEAST_EXPECTED);
  const pooled = rows.map((row) => [...row.filter((_, k) => !isRare[k]), sum(row.filter((_, k) => isRare[k]))]);
  const columns = (pooled[0] ?? []).map((_, k) => sum(pooled.map((row) => row[k]!)));
  const kept = columns.flatMap((total, k) => (total > 0 ? [k] : []));
  if (rows.length < 2 || kept.length < 2) return null;
  if (kept.some((k) => (columns[k]! * smallest) / all < LEAST_EXPECTED)) return null;
  const statistic = sum(
    pooled.flatMap((row) =>
      kept.map((k) => {
        const expected = (columns[k]! * sum(row)) / all;
        return (row[k]! - expected) ** 2 / expected;
      }),
    ),
  );
  const degrees = (rows.length - 1) * (kept.length - 1);
  return { statistic, degrees, p: upperTail(statistic / 2, degrees / 2) };
}

/** p-values corrected for how many there are (Holm 1979, Scandinavian Journal of Statistics 6), in the order given. */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const corrected = new Array<number>(values.length);
  let largest = 0;
  order.forEach((i, rank) => {
    largest = Math.max(largest, Math.min(1, (values.length - rank) * values[i]!));
    corrected[i] = largest;
  });
  return corrected;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Regularised upper incomplete gamma Q(a, x): series below a + 1, Lentz's continued fraction above (Press et al. 2007, 6.2). */
function upperTail(x: number, a: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let series = term;
    for (let n = 1; n < 500; n++) {
      term *= x / (a + n);
      series += term;
    }
    return 1 - scale * series;
  }
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 500; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / (factor * d + b || tiny);
    c = b + factor / c || tiny;
    fraction *= c * d;
  }
  return scale * fraction;
}

/** Half whole numbers alone are asked for: Γ(a) = (a − 1) Γ(a − 1), down to Γ(1) = 1 or Γ(½) = √π. */
function logGamma(a: number): number {
  let value = a % 1 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let k = a - 1; k > 0; k--) value += Math.log(k);
  return value;
}
