import browser from 'webextension-polyfill';
import { send } from '../bridge/requests';
import { rememberMark } from '../last-mark';
import type { MarkOutcome } from '../messages';
import { problemOf } from '../problem';
import { markProblem, markReading } from './badge';
import { hasOffscreen } from './offscreen';
import { readTabs } from './read-tabs';

/** Alt+Shift+M: marks this moment of the call that is read in the tab; the popup then takes a word for it. */
export async function markMoment(tab: { readonly id?: number | undefined } | undefined): Promise<void> {
  if (tab?.id === undefined) return;
  const tabId = tab.id;
  if (!(await hasOffscreen())) return markProblem(tabId, { code: 'mark_noCall' });
  const outcome = await send('call.mark', { tabId, word: '' }).catch(
    (error: unknown): MarkOutcome => ({ ok: false, problem: problemOf(error) }),
  );
  if (!outcome.ok) return markProblem(tabId, outcome.problem);
  // What an earlier try said of this tab is over.
  await markReading((await readTabs()).map((read) => read.tabId));
  await rememberMark({ tabId, time: outcome.time });
  // Chrome opens no popup of a window that is not in front: the mark is set all the same.
  await browser.action.openPopup().catch(() => undefined);
}
