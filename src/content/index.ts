import { handle } from '../bridge/requests';
import { siteFor } from '../sites/registry';
import { readCall } from './reading';
import { scanPage } from './scan-page';
import { Succession } from './succession';

/** Milliseconds that a frame without tiles leaves to one that has some: of several answers the first counts. */
const COURTESY = 150;

const life = new AbortController();
const site = siteFor(new URL(location.href));
const succession = new Succession(() => life.abort(), life.signal);
let reading: AbortController | null = null;

// Nothing runs in a page before its user asks for it, but for the answers to "is there a call?".
handle(
  'content',
  {
    async 'content.probe'() {
      const tiles = scanPage(site).filter(({ kind }) => kind === 'person').length;
      if (tiles === 0) await new Promise((resolve) => setTimeout(resolve, COURTESY));
      return { siteId: site.id, siteLabel: site.label, tiles, reading: reading !== null };
    },
    'content.start'() {
      // One that was just retired hears the same request, and must not strike back.
      if (life.signal.aborted || reading) return { ok: true };
      succession.takeOver();
      reading = new AbortController();
      readCall(site, () => life.abort(), reading.signal);
      return { ok: true };
    },
    'content.stop'() {
      stop();
      return { ok: true };
    },
  },
  life.signal,
);
life.signal.addEventListener('abort', stop);

function stop(): void {
  reading?.abort();
  reading = null;
}
