/**
 * Whose expressions are read in a call. What a mode does not need is neither read nor stored:
 * mirror, the user's own camera alone; audience, only the sum of all others; people, each by name.
 */
export const MODES = ['mirror', 'audience', 'people'] as const;

export type Mode = (typeof MODES)[number];

export function isMode(given: unknown): given is Mode {
  return MODES.some((mode) => mode === given);
}

/** Whether a mode needs the pictures of the user's own camera, or of another's. */
export function needs(mode: Mode, { isSelf }: { readonly isSelf: boolean }): boolean {
  return mode === 'people' || isSelf === (mode === 'mirror');
}
