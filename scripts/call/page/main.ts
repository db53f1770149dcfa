import { Call } from './call';
import { playDemo } from './demo';
import { fixtureAt } from './fixtures';
import { LentLines, ownLines } from './line';
import { addToolbar } from './toolbar';

/** Who sits at this computer; the picture is the browser's fake camera. */
const MYSELF = 'Mei Tanaka';

declare global {
  interface Window {
    /** Set once the own camera is on. */
    call?: Call;
  }
}

/** People who can be in a call with `?lent` at the same time. */
const LENT_LINES = 12;

/**
 * One page for every site, told apart as the sites are: by address.
 * `?demo` fills the call; `?lent` has people come and go at once and marks their pictures (line.ts).
 */
async function start(): Promise<void> {
  const url = new URL(location.href);
  const view = fixtureAt(url).view(url);
  addToolbar(`${url.hostname}${url.pathname}`);
  const lines = url.searchParams.has('lent') ? await LentLines.connect(LENT_LINES) : ownLines;
  const call = new Call(view, lines);
  await call.joinMyself(MYSELF);
  if (url.searchParams.has('demo')) await playDemo(call);
  window.call = call;
  // Some sites' client is a frame; tests talk to the page around it.
  window.parent.call = call;
}

void start();
