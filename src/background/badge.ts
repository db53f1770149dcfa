import browser from 'webextension-polyfill';
import { problemWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
import type { Problem } from '../problem';

const ON = 'ON';
const PROBLEM = '!';
const DEFAULT_TITLE = 'Facet';

/**
 * Marks the tabs that are being read, and clears every other. Which tabs carried the mark is asked of Chrome, not
 * remembered: the worker may have been stopped since.
 */
export async function markReading(tabIds: readonly number[]): Promise<void> {
  const reading = new Set(tabIds);
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : mark(id, reading.has(id)))));
}

/** Tells of a start that failed without a popup to say so. Goes away with the next start or page. */
export async function markProblem(tabId: number, problem: Problem): Promise<void> {
  await gone(show(tabId, PROBLEM, '#b3261e', `Facet: ${problemWords(problem)}`));
}

async function mark(tabId: number, reading: boolean): Promise<void> {
  if (reading) return gone(show(tabId, ON, '#4a3bbf', t('action_reading')));
  // Chrome reports the default text for a tab without its own, which is empty.
  const text = await browser.action.getBadgeText({ tabId }).catch(() => '');
  if (text === ON) await gone(show(tabId, '', '#4a3bbf', DEFAULT_TITLE));
}

async function show(tabId: number, text: string, color: string, title: string): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ tabId, text }),
    browser.action.setBadgeBackgroundColor({ tabId, color }),
    browser.action.setBadgeTextColor({ tabId, color: '#ffffff' }),
    browser.action.setTitle({ tabId, title }),
  ]);
}

/** A tab may close while we mark it. */
async function gone(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}
