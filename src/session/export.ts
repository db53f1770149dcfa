import { csvHeader, csvLines } from './csv';
import type { RowKey } from './schema';
import { keyOf, type SessionStore } from './store';

/** Rows per step: a few milliseconds of work, so that the page stays awake. Larger steps are hardly faster. */
const BATCH = 250;

export interface ExportOptions {
  readonly signal?: AbortSignal;
  /** Share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * A session as a CSV file, read out of the store bit by bit.
 * @throws the signal's reason when aborted; an Error with a sentence where the session is not there.
 */
export async function exportCsv(store: SessionStore, id: string, options: ExportOptions = {}): Promise<Blob> {
  const { signal, onProgress } = options;
  const [session, total] = await Promise.all([store.session(id), store.countRows(id)]);
  if (!session)
    throw new Error('Nothing has been recorded in this session yet. Wait until a face was read for a few seconds.');
  // Encoded step by step: one Blob of all the text at once would stop the page for a tenth of a second.
  const parts: BlobPart[] = [csvHeader()];
  let last: RowKey | null = null;
  let done = 0;
  for (;;) {
    signal?.throwIfAborted();
    const rows = await store.rowsAfter(id, last, BATCH);
    if (rows.length === 0) break;
    parts.push(new Blob([csvLines(session, rows)]));
    last = keyOf(rows.at(-1)!);
    done += rows.length;
    // Rows may be added while we read.
    onProgress?.(Math.min(1, done / Math.max(1, total)));
    await breath();
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/** "facet-google-meet-2026-11-21-14-05.csv": the user's own clock, since it is their call. */
export function csvFileName(session: { siteLabel: string; startedAt: number }): string {
  const site =
    session.siteLabel
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'call';
  const start = new Date(session.startedAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}`;
  return `facet-${site}-${day}-${two(start.getHours())}-${two(start.getMinutes())}.csv`;
}

/** Lets the page draw and answer the user before the next step. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
