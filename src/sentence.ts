/** An error's message, for the user. */
export function sentence(error: unknown): string {
  return error instanceof Error && error.message ? error.message : String(error);
}
