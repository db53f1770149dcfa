import { columnsOf } from './columns';
import { cells, csvHeader, csvLines } from './csv';
import type { AnySecond } from './every-second';
import { type ReadingOptions, readSeconds, type SessionSeconds } from './read-seconds';
import type { StoredSession } from './records';
import { classesOf } from './session-classes';
import type { SessionStore } from './store';

/** Formats with a line per second. */
export type LineFormat = 'csv' | 'jsonl';

/**
 * A session as a CSV file, read out of the store bit by bit.
 * @throws the signal's reason when aborted; an Error with a sentence where the session is not there.
 */
export async function exportCsv(store: SessionStore, id: string, options: ReadingOptions = {}): Promise<Blob> {
  return linesFile(await readSeconds(store, id, options), 'csv');
}

/** Every second of a session in a file: CSV, or JSON Lines with the CSV's columns as keys (https://jsonlines.org). */
export async function linesFile({ session, seconds }: SessionSeconds, format: LineFormat): Promise<Blob> {
  const lines = format === 'csv' ? csvLines : jsonLines;
  // Encoded step by step: one Blob of all the text at once would stop the page for a tenth of a second.
  const parts: BlobPart[] = format === 'csv' ? [csvHeader(session)] : [];
  for await (const some of seconds) parts.push(new Blob([lines(session, some)]));
  return new Blob(parts, { type: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/jsonl' });
}

function jsonLines(session: StoredSession, seconds: readonly AnySecond[]): string {
  const columns = columnsOf(classesOf(session));
  const people = new Map(session.participants.map((participant) => [participant.id, participant]));
  return seconds
    .map((second) => {
      const values = cells(session, people.get(second.participant), second);
      return `${JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, values[i] ?? null])))}\n`;
    })
    .join('');
}

/** "facet-google-meet-2026-11-21-14-05.csv": the user's own clock, since it is their call. */
export function exportFileName(session: { siteLabel: string; startedAt: number }, ending: string): string {
  const site =
    session.siteLabel
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'call';
  const start = new Date(session.startedAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}`;
  return `facet-${site}-${day}-${two(start.getHours())}-${two(start.getMinutes())}${ending}`;
}

export function csvFileName(session: { siteLabel: string; startedAt: number }): string {
  return exportFileName(session, '.csv');
}
