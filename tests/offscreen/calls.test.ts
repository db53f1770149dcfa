import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallHost } from '../../src/bridge/call-host';
import type { ReadTab } from '../../src/messages';
import { Calls } from '../../src/offscreen/calls';
import type { Unfinished } from '../../src/session/unfinished';
import { TUNED } from '../../src/tuning';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const host = (tabId: number, documentId = 'doc') => ({ tabId, documentId }) as CallHost;
const site = {
  siteId: 'meet',
  siteLabel: 'Google Meet',
  place: 'meet',
  callKey: 'abc-defg-hij',
  mode: 'people',
  pseudonyms: false,
  isFleeting: false,
  effort: 'balanced',
  tuning: TUNED,
} as const;

function calls() {
  const told: number[][] = [];
  const tell = (read: readonly ReadTab[]) => told.push(read.map(({ tabId }) => tabId));
  return { told, calls: new Calls(new AbortController().signal, tell) };
}

describe('Calls', () => {
  it('tells the tabs that are read, once per change', () => {
    const { told, calls: all } = calls();
    const [a, a2, b] = [host(1), host(1, 'iframe'), host(2)];
    for (const each of [a, a2, b]) all.join(each, site);
    for (const each of [a2, b, a]) all.leave(each);
    expect(told).toEqual([[1], [1, 2], [1], []]);
  });

  it('makes one session of all ports of a tab, and another for another tab', () => {
    const { calls: all } = calls();
    const call = all.join(host(1), site);
    expect(all.join(host(1, 'iframe'), site)).toBe(call);
    expect(all.join(host(2), site).id).not.toBe(call.id);
    expect(all.in(1)).toBe(call);
    expect(all.in(3)).toBeNull();
  });

  it('goes on with the session when a port comes back within ten seconds', () => {
    const { calls: all } = calls();
    const first = host(1);
    const call = all.join(first, site);
    all.leave(first);
    expect(all.in(1)).toBeNull();
    vi.advanceTimersByTime(9_000);
    expect(all.join(host(1), site)).toBe(call);
    vi.advanceTimersByTime(60_000);
    expect(all.in(1)).toBe(call);
  });

  it('ends what waits for its page, where another model is to read what comes', () => {
    const { calls: all } = calls();
    const [gone, there] = [host(1), host(2)];
    const call = all.join(gone, site);
    const other = all.join(there, site);
    all.leave(gone);
    all.endWaiting();
    expect(all.join(host(1), site)).not.toBe(call);
    expect(all.in(2)).toBe(other);
  });

  it('begins another session where the user stopped, and started again at once', () => {
    const { told, calls: all } = calls();
    const [top, frame] = [host(1), host(1, 'iframe')];
    const call = all.join(top, site);
    all.join(frame, site);
    const close = vi.spyOn(call, 'end');
    all.end(top);
    expect(close).toHaveBeenCalledOnce();
    expect(all.in(1)).toBeNull();
    const again = all.join(host(1), site);
    expect(again.id).not.toBe(call.id);
    // The other frame's word comes late, and ports close after.
    all.end(frame);
    all.leave(top);
    all.leave(frame);
    vi.advanceTimersByTime(60_000);
    expect(all.in(1)).toBe(again);
    expect(close).toHaveBeenCalledOnce();
    expect(told).toEqual([[1], [], [1]]);
  });

  it('begins another session at once where the same tab is in another call', () => {
    const { calls: all } = calls();
    const first = host(1);
    const call = all.join(first, site);
    const close = vi.spyOn(call, 'end');
    all.leave(first);
    const next = all.join(host(1), { ...site, callKey: 'xyz-defg-hij' });
    expect(next.id).not.toBe(call.id);
    expect(close).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(60_000);
    expect(all.in(1)).toBe(next);
    expect(close).toHaveBeenCalledOnce();
  });

  it('closes the session after that, and begins another', () => {
    const { calls: all } = calls();
    const first = host(1);
    const call = all.join(first, site);
    const close = vi.spyOn(call, 'end');
    all.leave(first);
    vi.advanceTimersByTime(10_000);
    expect(close).toHaveBeenCalledOnce();
    expect(all.join(host(1), site)).not.toBe(call);
  });

  it('lets a call that is over write the rest before somebody is erased, and says that nobody records it', async () => {
    const { calls: all } = calls();
    const first = host(1);
    const call = all.join(first, site);
    let written = () => {};
    const end = vi.spyOn(call, 'end').mockReturnValue(
      new Promise((resolve) => {
        written = resolve;
      }),
    );
    all.end(first);
    const erased = all.erase('any', 'ann');
    let isDone = false;
    void erased.then(() => {
      isDone = true;
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect([isDone, end.mock.calls.length]).toEqual([false, 2]);
    written();
    expect(await erased).toEqual({ id: null, isErased: false });
  });

  it('says whom the engine must forget too where a session that is to go on is not recorded yet', async () => {
    const { calls: all } = calls();
    const session = { id: 'before', siteId: 'meet', siteLabel: 'Google Meet', startedAt: 0 };
    const unfinished = { session, participants: [], documents: ['doc'] } as unknown as Unfinished;
    const call = all.join(host(1), site, unfinished);
    expect(await all.erase('before', 'p1')).toEqual({ id: call.engineId('p1'), isErased: false });
    expect(await all.erase('another', 'p1')).toEqual({ id: null, isErased: false });
  });

  it('tells of each call that is over, once nobody can come back to it', () => {
    const over = vi.fn();
    const all = new Calls(new AbortController().signal, () => {}, over);
    const [stopped, left] = [host(1), host(2)];
    const first = all.join(stopped, site);
    const second = all.join(left, site);
    all.end(stopped);
    all.leave(left);
    vi.advanceTimersByTime(9_000);
    expect(over.mock.calls).toEqual([[first]]);
    vi.advanceTimersByTime(1_000);
    expect(over.mock.calls).toEqual([[first], [second]]);
  });

  it('stores also what a call that just ended has not yet written', async () => {
    const { calls: all } = calls();
    const first = host(1);
    const call = all.join(first, site);
    let written = () => {};
    vi.spyOn(call, 'end').mockReturnValue(new Promise((resolve) => (written = resolve)));
    all.end(first);
    let isDone = false;
    const flushed = all.flush().then(() => {
      isDone = true;
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(isDone).toBe(false);
    written();
    await flushed;
  });

  it('does not mind a port that closed before its hello', () => {
    const { told, calls: all } = calls();
    all.leave(host(1));
    expect(told).toEqual([]);
  });
});
