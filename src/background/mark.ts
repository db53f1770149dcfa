import { send } from '../bridge/requests';
import { rememberMark } from '../last-mark';
import { sentence } from '../sentence';
import { markProblem } from './badge';

/** Alt+Shift+M: marks this moment of the call that is read in the tab; the popup then takes a word for it. */
export async function markMoment(tab: { readonly id?: number | undefined } | undefined): Promise<void> {
  if (tab?.id === undefined) return;
  const tabId = tab.id;
  if (!(await chrome.offscreen.hasDocument())) return markProblem(tabId, 'No call is being read: start reading first.');
  const outcome = await send('call.mark', { tabId, word: '' }).catch((error: unknown) => sentence(error));
  if (typeof outcome === 'string') return markProblem(tabId, outcome);
  if (!outcome.ok) return markProblem(tabId, outcome.message);
  await rememberMark({ tabId, time: outcome.time });
  // Chrome opens no popup of a window that is not in front: the mark is set all the same.
  await chrome.action.openPopup().catch(() => undefined);
}
