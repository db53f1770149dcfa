export const EFFORT_NAMES = ['low', 'balanced', 'high'] as const;

/** How much of the processor reading may take, as the user chose. */
export type Effort = (typeof EFFORT_NAMES)[number];

/** Share of one core that the engine may work. */
export const EFFORTS: Readonly<Record<Effort, number>> = { low: 0.2, balanced: 0.7, high: 0.9 };

export function isEffort(given: unknown): given is Effort {
  return typeof given === 'string' && Object.hasOwn(EFFORTS, given);
}
