import browser from 'webextension-polyfill';
import { passReportsTo, report } from '../report';
import { contextLives, thisContext } from './context';
import { send } from './requests';

/**
 * For the first import of every context: what goes wrong in it reaches the page's report, also what nobody caught. The
 * worker keeps what the others tell it (kept-errors.ts).
 */
const context = thisContext();

if (context !== 'background') {
  passReportsTo((note) => {
    // Nobody is left to tell in a page that outlives the extension.
    if (contextLives()) void send('error.noted', { context, note }).catch(() => undefined);
  });
}

/** In a call's page only what our own script did: its own errors are the page's business. */
function isOurs(error: unknown, file = ''): boolean {
  if (context !== 'content') return true;
  if (!contextLives()) return false;
  const home = browser.runtime.getURL('');
  return file.startsWith(home) || (error instanceof Error && String(error.stack ?? '').includes(home));
}

addEventListener('error', (event) => {
  const { error, filename, message } = event;
  if (!isOurs(error, filename)) return;
  event.preventDefault();
  // Some come without one, as a loop of resize observers does.
  report('not caught', error ?? new Error(message));
});
addEventListener('unhandledrejection', (event) => {
  if (!isOurs(event.reason)) return;
  event.preventDefault();
  report('a promise that nobody waited for', event.reason);
});
if (context !== 'content') {
  // A part of ours that its pages' policy forbids would be missing without a word.
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
    const what = `${effectiveDirective} ${blockedURI}, ${sourceFile}:${lineNumber}`;
    const error = new Error(what);
    // One of a few fixed words, which a note may say: what else is in the message stays here.
    error.name = effectiveDirective.replaceAll('-', '_');
    report('what the pages’ own policy forbids', error);
  });
}
