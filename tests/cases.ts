/**
 * How many cases a property is tried with: `npm run test:long` sets FACET_CASES. The seed stands in a failure's message.
 * @param most where a case takes long
 */
export function cases(few: number, most = Number.POSITIVE_INFINITY): { numRuns: number } {
  return { numRuns: Math.min(Number(process.env.FACET_CASES) || few, most) };
}
