/** Checks of command line values, with messages that say what would have been right. */

/** An option's word. @throws Error listing those that are allowed */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((a) => a === value);
  if (!found) throw new Error(`${option} must be one of ${allowed.join(', ')}, not "${value}".`);
  return found;
}

/** An option's whole number. @throws Error where it is none of at least 1 */
export function positive(option: string, value: string): number {
  const number = Number(value);
  if (!/^ *\d+ *$/.test(value) || !Number.isSafeInteger(number) || number < 1)
    throw new Error(`${option} must be a whole number of at least 1, not "${value}".`);
  return number;
}

/** The seed of random numbers. @throws Error where it is no whole number of at least 0 */
export function seedOf(value: string): number {
  const number = Number(value);
  if (!/^ *\d+ *$/.test(value) || !Number.isSafeInteger(number))
    throw new Error(`--seed must be a whole number of at least 0, not "${value}".`);
  return number;
}

/** An option's number. @throws Error where it is not between 0 and 1, both left out */
export function fraction(option: string, value: string): number {
  const number = Number(value);
  if (!(number > 0 && number < 1)) throw new Error(`${option} must be a number between 0 and 1, not "${value}".`);
  return number;
}
