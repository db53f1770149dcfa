import { expect, it, vi } from 'vitest';
import type { CallHost } from '../../src/bridge/call-host';
import { Call } from '../../src/offscreen/call';

const begun = vi.hoisted(() => vi.fn());
const recorders = vi.hoisted((): { isFleeting: boolean }[] => []);
vi.mock('../../src/session/recorder', () => ({
  Recorder: class {
    isFleeting = false;
    constructor(recording: unknown) {
      begun(recording);
      recorders.push(this);
    }
    participants() {}
    keeps() {
      return true;
    }
    add() {}
    async finish() {}
  },
}));

const MODEL = { version: 'test', classes: [{ name: 'neutral' }] };
const FACE = {
  face: 1,
  box: { x: 0, y: 0, width: 1, height: 1 },
  score: 1,
  probabilities: null,
  expression: 'neutral',
  confidence: 0.9,
};
const READING = { participantId: '1', time: 0, faces: [FACE] };

function scene() {
  begun.mockClear();
  const host = { tabId: 1, documentId: 'doc' } as CallHost;
  const terms = { siteId: 'x', siteLabel: 'X', mode: 'people', pseudonyms: false } as const;
  const call = new Call(1, terms, new AbortController().signal);
  call.setParticipants(host, [{ id: '1', name: 'Ada', named: true, isSelf: false, camera: 'on' }]);
  return { call, read: () => call.add(READING, MODEL) };
}

it('records what is read', () => {
  const { read } = scene();
  read();
  read();
  expect(begun).toHaveBeenCalledOnce();
});

it('shows what was read lately, whatever is done to the computer’s clock', () => {
  vi.useFakeTimers();
  try {
    const { call, read } = scene();
    read();
    vi.advanceTimersByTime(1000);
    for (const hours of [-5, 5]) {
      vi.setSystemTime(Date.now() + hours * 3_600_000);
      const [row] = call.snapshot({ state: 'loading', step: 'engine' }).rows;
      expect(row!.history.filter((moment) => moment !== null)).toEqual([{ expression: 'neutral', confidence: 0.9 }]);
    }
  } finally {
    vi.useRealTimers();
  }
});

it('begins no session by a reading that arrives when the call is over', async () => {
  const { call, read } = scene();
  await call.end();
  read();
  expect(begun).not.toHaveBeenCalled();
});

it('tells what records it whether it is to be kept, before it begins and while it goes on', () => {
  const { call, read } = scene();
  call.setFleeting(true);
  read();
  expect(begun.mock.calls[0]?.[0]).toMatchObject({ keeping: { isFleeting: true } });
  call.setFleeting(false);
  expect(recorders.at(-1)?.isFleeting).toBe(false);
});
