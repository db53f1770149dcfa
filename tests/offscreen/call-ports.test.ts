import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Runtime } from 'webextension-polyfill';
import type { EngineState, Frame } from '../../src/engine/types';
import { CALL_PORT, type DocumentTerms, type ToCall, UNASKED } from '../../src/messages';
import { CallPorts } from '../../src/offscreen/call-ports';
import { Calls } from '../../src/offscreen/calls';
import type { EngineHost } from '../../src/offscreen/engine-host';
import { stubBrowser } from '../browser-api';

const TERMS: DocumentTerms = {
  siteId: 'meet',
  siteLabel: 'Google Meet',
  place: 'meet',
  mode: 'people',
  pseudonyms: false,
  isFleeting: false,
  effort: 'low',
  tuning: { smoothing: 'calm', certainty: 0.6 },
};
const ask = vi.fn<() => Promise<unknown>>();
vi.mock('../../src/bridge/requests', () => ({ send: () => ask() }));
vi.mock('../../src/session/unfinished', () => ({ unfinishedOf: async () => null }));

let life: AbortController;
beforeEach(() => {
  life = new AbortController();
  stubBrowser({ runtime: { id: 'own' } });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  life.abort();
  vi.restoreAllMocks();
});

function scene() {
  const engine = {
    state: { state: 'loading', step: 'engine' } as EngineState,
    readFrames: vi.fn<(frames: readonly Frame[]) => Promise<[]>>(async () => []),
    ready: () => new Promise<void>(() => {}),
    watch: vi.fn(),
    start: vi.fn(),
    tune: vi.fn(),
    forget: vi.fn(),
  };
  const calls = new Calls(life.signal, () => undefined);
  const ports = new CallPorts(calls, engine as unknown as EngineHost, life.signal);
  const connect = () => {
    const sent: ToCall[] = [];
    let say: (message: unknown) => void = () => {};
    const disconnect = vi.fn();
    ports.serve({
      name: CALL_PORT,
      sender: { id: 'own', url: 'https://meet.google.com/abc', tab: { id: 7 }, documentId: 'doc' },
      postMessage: (message: ToCall) => sent.push(message),
      onMessage: { addListener: (listener: typeof say) => (say = listener) },
      onDisconnect: { addListener: () => undefined },
      disconnect,
    } as unknown as Runtime.Port);
    return { sent, disconnect, say: (message: unknown) => say(message) };
  };
  return { engine, calls, connect };
}

it('lets a page ask again where nobody could say whether it is to be read, and reads it then', async () => {
  const { calls, connect } = scene();
  for (const failed of [
    Promise.reject(new Error('The message port closed.')),
    Promise.resolve(undefined),
    Promise.resolve({ ok: false, message: 'The storage is broken.' }),
  ]) {
    ask.mockReturnValueOnce(failed);
    const port = connect();
    port.say({ type: 'hello', callKey: null });
    await vi.waitFor(() => expect(port.disconnect).toHaveBeenCalledOnce());
    expect(port.sent).toEqual([{ type: 'refused', problem: { code: 'page_unknown' } }]);
  }
  ask.mockResolvedValueOnce(TERMS);
  const port = connect();
  port.say({ type: 'hello', callKey: null });
  await vi.waitFor(() => expect(calls.in(7)).not.toBeNull());
  expect(port.disconnect).not.toHaveBeenCalled();
});

it('says so for good where the user did not start', async () => {
  const { calls, connect } = scene();
  ask.mockResolvedValueOnce(null);
  const port = connect();
  port.say({ type: 'hello', callKey: null });
  await vi.waitFor(() => expect(port.sent).toHaveLength(1));
  expect(port.sent[0]).toEqual({ type: 'refused', problem: { code: 'page_notStarted' } });
  expect(port.disconnect).not.toHaveBeenCalled();
  expect(calls.in(7)).toBeNull();
});

it('takes the user’s wishes from the worker, and none from a page', async () => {
  const { engine, calls, connect } = scene();
  ask.mockResolvedValueOnce(TERMS);
  const port = connect();
  port.say({ type: 'hello', callKey: null });
  await vi.waitFor(() => expect(calls.in(7)).not.toBeNull());
  port.say({ type: 'tuning', tuning: { smoothing: 'quick', certainty: 0.3 } });
  port.say({ type: 'effort', effort: 'high' });
  expect(engine.tune.mock.calls).toEqual([[TERMS.tuning]]);
  expect(calls.in(7)!.pace.effort).toBe('low');
  calls.setEffort('balanced');
  expect(calls.in(7)!.pace.effort).toBe('balanced');
});

it('reads a page’s first frames as soon as it knows how, of those alone of whom the page told', async () => {
  vi.stubGlobal('VideoFrame', class {});
  vi.stubGlobal('ImageBitmap', class {});
  const { engine, connect } = scene();
  engine.state = { state: 'ready', backend: { name: 'wasm', why: 'none' }, model: { version: 'test', classes: [] } };
  let answer = (_: unknown) => {};
  ask.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const port = connect();
  port.say({ type: 'hello', callKey: null });
  const ada = { id: 'p1', name: 'Ada', named: true, isSelf: false, camera: 'on' };
  port.say({ type: 'participants', participants: [ada] });
  const frames = ['p1', 'p2'].map((participantId) => ({ participantId, time: 5, image: null }));
  port.say({ type: 'frames', tick: UNASKED, now: 5, hidden: false, saves: null, frames });
  await vi.waitFor(() => expect(ask).toHaveBeenCalled());
  expect(engine.readFrames).not.toHaveBeenCalled();
  answer(TERMS);
  await vi.waitFor(() => expect(engine.readFrames).toHaveBeenCalled());
  expect(engine.readFrames.mock.calls[0]![0].map(({ participantId }) => participantId)).toEqual([
    expect.stringContaining('p1'),
  ]);
  expect(port.sent.some(({ type }) => type === 'pull')).toBe(false);
  vi.unstubAllGlobals();
});
