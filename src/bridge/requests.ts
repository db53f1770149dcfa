import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import { type Context, type RequestName, type Requests, ROUTES } from '../messages';
import { Failure, problemOf } from '../problem';
import { report } from '../report';
import { BODIES, FAILED, PAGE_ANSWERS } from './schemas';

/** What travels: the name of the request and its body. */
interface Envelope<Name extends RequestName = RequestName> {
  readonly facet: Name;
  readonly body: Requests[Name]['body'];
}

/** Who sends, as the browser says: a page's script has no say in it. */
export type Sender = Runtime.MessageSender;

type Handlers = {
  [Name in RequestName]?: (
    body: Requests[Name]['body'],
    sender: Sender,
  ) => Promise<Requests[Name]['answer']> | Requests[Name]['answer'];
};

/** Sends a request to one of the extension's own contexts. Rejects where nobody answers. */
export function send<Name extends RequestName>(
  name: Name,
  body: Requests[Name]['body'],
): Promise<Requests[Name]['answer']> {
  return browser.runtime.sendMessage({ facet: name, body } satisfies Envelope<Name>);
}

/**
 * Sends a request to the content scripts of a tab; the first answer counts, unless a frame or document is named.
 * @throws where nobody answers; Failure where it is not answered as a script of ours does
 */
export async function sendToTab<Name extends keyof typeof PAGE_ANSWERS>(
  tabId: number,
  name: Name,
  body: Requests[Name]['body'],
  to: { readonly frameId?: number; readonly documentId?: string } = {},
): Promise<Requests[Name]['answer']> {
  const envelope: Envelope<Name> = { facet: name, body };
  const answer: unknown = await browser.tabs.sendMessage(tabId, envelope, to);
  const read = v.safeParse(PAGE_ANSWERS[name], answer);
  if (read.success) return read.output as Requests[Name]['answer'];
  // What went wrong there is said here.
  const failed = v.safeParse(FAILED, answer);
  throw new Failure(failed.success ? failed.output.problem : { code: 'request_refused', name });
}

/**
 * Answers requests in the context `me` until the signal aborts. A request to another context, from a context that may
 * not send it, or from another extension is left alone; one whose body is not as it should be is refused.
 */
export function handle(me: Context, handlers: Handlers, signal?: AbortSignal): void {
  const listener = ((message: unknown, sender: Sender, respond: (answer: unknown) => void) => {
    if (!isEnvelope(message)) return undefined;
    const route = ROUTES[message.facet];
    if (route.to !== me || !route.from.some((context) => isFrom(context, sender))) return undefined;
    const handler = handlers[message.facet] as ((body: unknown, sender: Sender) => unknown) | undefined;
    if (!handler) return undefined;
    const body = v.safeParse(BODIES[message.facet], message.body);
    Promise.resolve()
      .then(() =>
        body.success
          ? handler(body.output, sender)
          : Promise.reject(new Failure({ code: 'request_refused', name: message.facet })),
      )
      .then(respond, (error: unknown) => {
        report(`answering ${message.facet}`, error);
        respond({ ok: false, problem: problemOf(error) });
      });
    // Chrome keeps the channel open for a late answer only on a literal true; the polyfill's type knows no "not mine".
    return true;
  }) as Runtime.OnMessageListenerCallback;
  browser.runtime.onMessage.addListener(listener);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener), { once: true });
}

/** The tab in whose page a content script sent a request; undefined where it was no content script. */
export function tabOfPage(sender: Sender): number | undefined {
  return isFrom('content', sender) ? sender.tab?.id : undefined;
}

function isEnvelope(message: unknown): message is Envelope {
  return (
    typeof message === 'object' &&
    message !== null &&
    'facet' in message &&
    typeof message.facet === 'string' &&
    Object.hasOwn(ROUTES, message.facet)
  );
}

/** The sender's context by its address: our pages have ours, content scripts live in a tab with another. */
function isFrom(context: Context, sender: Sender): boolean {
  if (sender.id !== browser.runtime.id) return false;
  const own = sender.url?.startsWith(browser.runtime.getURL('')) ?? false;
  if (context === 'content') return sender.tab !== undefined && !own;
  if (context === 'background') return sender.tab === undefined && (own || sender.url === undefined);
  return own && new URL(sender.url!).pathname.startsWith(`/src/${context}/`);
}
