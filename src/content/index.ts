import '../bridge/report-errors';
import '../i18n/browser';
import { GONE, STOPPED } from '../bridge/call-port';
import { handle, send } from '../bridge/requests';
import { report } from '../report';
import { siteFor } from '../sites/registry';
import { CallReader } from './call-reader';
import { pageReport } from './page-report';

import { type PageScan, scanPage } from './scan-page';
import { Succession } from './succession';

/** Milliseconds that a frame without tiles leaves to one that has some: of several answers the first counts. */
const COURTESY = 150;

const life = new AbortController();
const site = siteFor(new URL(location.href));
/** Another content script of Facet has taken over, or this one's last words were said long enough. */
const succeeded = new AbortController();
let succession: Succession | null = null;
let reading: { readonly life: AbortController; readonly call: CallReader } | null = null;

// Nothing runs in a page before its user asks for it, but for the answers to "is there a call?".
handle(
  'content',
  {
    async 'content.probe'() {
      const { tiles, changed } = scanned();
      const people = tiles.filter(({ kind }) => kind === 'person');
      await courtesy(people.length);
      const others = people.filter(({ isSelf }) => !isSelf).length;
      const counts = { tiles: people.length, others };
      const problem = reading?.call.problem ?? null;
      return {
        siteId: site.id,
        siteLabel: site.label,
        ...counts,
        reading: reading?.call.mode ?? null,
        changed,
        problem,
      };
    },
    async 'content.report'() {
      await courtesy(scanPage(site).tiles.length);
      return { text: pageReport(site) };
    },
    'content.start'(order) {
      // One that was just retired hears the same request, and must not strike back.
      if (life.signal.aborted || reading) return { ok: true };
      succession ??= new Succession(order.succession, retire, succeeded.signal);
      succession.takeOver();
      const ended = new AbortController();
      reading = {
        life: ended,
        call: new CallReader(
          site,
          order,
          { gone: () => life.abort(GONE), ended: leave, unwanted, succeeded: succeeded.signal },
          ended.signal,
        ),
      };
      return { ok: true };
    },
    'content.stop'() {
      stop(STOPPED);
      return { ok: true };
    },
  },
  life.signal,
);
life.signal.addEventListener('abort', () => stop(life.signal.reason));
// Calls that live in a frame may bring it up, or build it anew, after the page is read.
arrive();

/** A page that cannot be looked through must not keep the user from stopping. */
function scanned(): PageScan {
  try {
    return scanPage(site);
  } catch (error) {
    report('finding the people of a page', error);
    return { tiles: [], changed: false };
  }
}

function arrive(): void {
  if (window !== window.top) void send('frame.arrived', {}).catch(() => undefined);
}

/** @param wasWanted the user started, and stopped meanwhile; else a frame may have heard of a start that counts it in only now. */
function unwanted(wasWanted: boolean): void {
  stop();
  if (!wasWanted) arrive();
}

/** Stops here and in the tab's other frames: the user asked for one call, and the page shows another, or asked on the page. */
function leave(): void {
  stop(STOPPED);
  void send('call.stop', {}).catch(() => undefined);
}

/** Lets frames with tiles answer first. */
async function courtesy(tiles: number): Promise<void> {
  if (tiles === 0) await new Promise((resolve) => setTimeout(resolve, COURTESY));
}

function retire(): void {
  life.abort();
  succeeded.abort();
}

function stop(why?: unknown): void {
  reading?.life.abort(why);
  reading = null;
}
