import { useEffect, useState } from 'preact/hooks';
import { sendToTab } from '../bridge/requests';
import type { CallProbe, CallSnapshot } from '../messages';
import { followCall } from './monitor';
import { currentPage, type Page } from './page';

/** How often the page is asked while nothing is read there, milliseconds. */
const ASK_EVERY = 1000;

export interface CallInTab {
  readonly page: Page | null | undefined;
  readonly probe: CallProbe | null | undefined;
  readonly snapshot: CallSnapshot | null;
}

/** The tab's page, what its content script says, and the reading as it goes. */
export function useCall(namedTab: number | null): CallInTab {
  const [page, setPage] = useState<Page | null>();
  const [probe, setProbe] = useState<CallProbe | null>();
  const [snapshot, setSnapshot] = useState<CallSnapshot | null>(null);
  const tabId = page?.tabId;

  useEffect(() => repeat(async () => setPage(await currentPage(namedTab))), [namedTab]);

  useEffect(() => {
    if (tabId === undefined) return;
    return repeat(async (signal) => {
      const answer = await sendToTab(tabId, 'content.probe', {}).catch(() => null);
      if (!signal.aborted) setProbe(answer ?? null);
    });
  }, [tabId]);

  useEffect(() => {
    if (tabId === undefined) return;
    const ended = new AbortController();
    followCall(tabId, setSnapshot, ended.signal);
    return () => ended.abort();
  }, [tabId]);

  return { page, probe, snapshot };
}

/** Does something now and every second after it is done; returns what stops it. */
function repeat(work: (signal: AbortSignal) => Promise<void>): () => void {
  const ended = new AbortController();
  const round = async () => {
    await work(ended.signal);
    if (!ended.signal.aborted) timer = setTimeout(round, ASK_EVERY);
  };
  let timer = setTimeout(round);
  return () => {
    ended.abort();
    clearTimeout(timer);
  };
}
