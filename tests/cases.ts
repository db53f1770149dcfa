/** How many cases a property is tried with: `npm run test:long` sets FACET_CASES. The seed stands in a failure's message. */
export function cases(few: number): { numRuns: number } {
  return { numRuns: Number(process.env.FACET_CASES) || few };
}
