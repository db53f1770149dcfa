let scanNow: (() => void) | null = null;

/** Stands in for src/content/schedule.ts: the page is scanned when a test says so. */
export function watchPage(scan: () => void, signal: AbortSignal): () => void {
  scanNow = scan;
  signal.addEventListener('abort', () => {
    scanNow = null;
  });
  scan();
  return scan;
}

export function scan(): void {
  scanNow?.();
}
