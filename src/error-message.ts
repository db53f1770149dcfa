/** What an error says, whatever was thrown. Never throws. */
export function messageOf(error: unknown): string {
  try {
    return String((error instanceof Error && error.message) || error);
  } catch {
    return typeof error;
  }
}
