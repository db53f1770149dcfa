/** How many pictures a step has, and an epoch steps. */

/** Steps of an epoch. @throws Error if the pictures fill no batch */
export function stepsOf(pictures: number, batch: number): number {
  const steps = Math.floor(pictures / batch);
  if (steps === 0)
    throw new Error(
      pictures === 0 ? 'There is no picture to train on.' : `${pictures} pictures do not fill one batch of ${batch}.`,
    );
  return steps;
}

/** Steps of an epoch below which a set is small for its batch: a network needs many steps to learn anything. */
const FEW_STEPS = 4;

/** The recipe's batch, or for small sets the power of two that gives an epoch a few steps. */
export function batchFor(pictures: number, wanted: number): number {
  if (pictures >= FEW_STEPS * wanted) return wanted;
  return Math.min(wanted, 2 ** Math.max(0, Math.floor(Math.log2(pictures / FEW_STEPS))));
}
