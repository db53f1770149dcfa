import { expect, it, vi } from 'vitest';
import type { CallHost } from '../../src/bridge/call-host';
import { Call } from '../../src/offscreen/call';

const begun = vi.hoisted(() => vi.fn());
vi.mock('../../src/session/recorder', () => ({
  Recorder: class {
    constructor() {
      begun();
    }
    participants() {}
    add() {}
    async finish() {}
  },
}));

const MODEL = { version: 'test', classes: [{ name: 'neutral' }] };
const READING = { participantId: '1', time: 0, faces: [] };

function scene() {
  begun.mockClear();
  const host = { tabId: 1, documentId: 'doc' } as CallHost;
  const terms = { siteId: 'x', siteLabel: 'X', mode: 'people', pseudonyms: false, isFleeting: false } as const;
  const call = new Call(1, terms, new AbortController().signal);
  call.setParticipants(host, [{ id: '1', name: 'Ada', named: true, isSelf: false, camera: 'on' }]);
  return { call, read: () => call.add(host, [READING], MODEL) };
}

it('records what is read', () => {
  const { read } = scene();
  read();
  read();
  expect(begun).toHaveBeenCalledOnce();
});

it('begins no session by a reading that arrives when the call is over', async () => {
  const { call, read } = scene();
  await call.end();
  read();
  expect(begun).not.toHaveBeenCalled();
});
