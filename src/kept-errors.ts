import browser from 'webextension-polyfill';
import type { Context } from './messages';
import type { ErrorNote } from './report';

/** An error of any context, kept while the browser runs. */
export interface KeptError {
  readonly context: Context;
  readonly note: ErrorNote;
}

const KEY = 'errors';
/** The first ones mostly cause the rest. Of those of pages' scripts fewer: a page that took one over leaves room for the others. */
const MOST = { all: 40, ofPages: 20 };

let turn: Promise<unknown> = Promise.resolve();

/** Keeps an error, once, whichever document it came from. */
export function keepError(error: KeptError): Promise<void> {
  const done = turn.then(async () => {
    const kept = await keptErrors();
    const line = lineOf(error);
    const ofPages = kept.filter(({ context }) => context === 'content').length;
    const isFull = kept.length >= MOST.all || (error.context === 'content' && ofPages >= MOST.ofPages);
    if (isFull || kept.some((one) => lineOf(one) === line)) return;
    await browser.storage.session.set({ [KEY]: [...kept, error] });
  });
  turn = done.catch(() => undefined);
  return done;
}

/** For a bug report, below the page's: what went wrong in Facet since the browser started. */
export async function errorReport(): Promise<string> {
  const lines = (await keptErrors()).map((error) => `  ${lineOf(error)}`);
  return ['Errors since the browser started:', ...(lines.length > 0 ? lines : ['  (none)'])].join('\n');
}

async function keptErrors(): Promise<readonly KeptError[]> {
  return ((await browser.storage.session.get(KEY))[KEY] as readonly KeptError[] | undefined) ?? [];
}

/** "offscreen, reading a tick: Error (assets/a.js:1:2) from DataError (assets/b.js:3:4)" */
function lineOf({ context, note: { where, chain } }: KeptError): string {
  const errors = chain.map(({ kind, at }) => (at.length > 0 ? `${kind} (${at.join(' < ')})` : kind));
  return `${context}, ${where}: ${errors.join(' from ')}`;
}
