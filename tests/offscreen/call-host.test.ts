import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Runtime } from 'webextension-polyfill';
import { CallHost } from '../../src/bridge/call-host';
import { CALL_PORT, MOST_PICTURES, UNASKED } from '../../src/messages';
import { stubBrowser } from '../browser-api';

const OWN_ID = 'own-extension';

class FakeBitmap {
  readonly close = vi.fn();
  constructor(
    readonly width = 480,
    readonly height = 270,
  ) {}
}

/** As strict as the browser's about what it is made of. */
class FakeVideoFrame {
  readonly close = vi.fn();
  readonly visibleRect: { readonly width: number; readonly height: number };
  constructor(
    readonly data: ArrayBuffer,
    { codedWidth = 0, codedHeight = 0 }: { codedWidth?: number; codedHeight?: number },
  ) {
    this.visibleRect = { width: codedWidth, height: codedHeight };
    if (codedWidth * codedHeight === 0 || data.byteLength < codedWidth * codedHeight * 1.5) throw new TypeError();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  stubBrowser({ runtime: { id: OWN_ID } });
  vi.stubGlobal('ImageBitmap', FakeBitmap);
  vi.stubGlobal('VideoFrame', FakeVideoFrame);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A port and what went over it; `say` speaks as the content script does. */
function connect(changes: object = {}) {
  const sent: { type: string; tick: number }[] = [];
  let say: (message: unknown) => void = () => {};
  let disconnect: () => void = () => {};
  const port = {
    name: CALL_PORT,
    sender: { id: OWN_ID, url: 'https://meet.google.com/abc', tab: { id: 7 }, documentId: 'doc', frameId: 0 },
    postMessage: (message: { type: string; tick: number }) => sent.push(message),
    onMessage: { addListener: (listener: typeof say) => (say = listener) },
    onDisconnect: { addListener: (listener: typeof disconnect) => (disconnect = listener) },
    ...changes,
  } as unknown as Runtime.Port;
  const events = {
    hello: vi.fn(),
    participants: vi.fn(),
    stopped: vi.fn(),
    gone: vi.fn(),
  };
  const host = CallHost.accept(port, () => events);
  return { host, sent, events, say: (message: unknown) => say(message), disconnect: () => disconnect() };
}

const ADA = { id: '1', name: 'Ada', named: true, isSelf: false, camera: 'on' };
const frame = (participantId = '1') => ({ participantId, time: 5, image: new FakeBitmap() });

describe('CallHost', () => {
  it.each([
    ['of another name', { name: 'other' }],
    ['of another extension', { sender: { id: 'stranger', tab: { id: 7 } } }],
    ['from no tab', { sender: { id: OWN_ID } }],
  ])('leaves ports %s alone', (_, changes) => {
    expect(connect(changes).host).toBeNull();
  });

  it('answers a pull with the frames of its tick', async () => {
    const { host, sent, say } = connect();
    const pulled = host!.pull(320);
    expect(sent).toEqual([{ type: 'pull', tick: 1, maxSide: 320, held: {} }]);
    const frames = [frame()];
    say({ type: 'frames', hidden: false, saves: null, now: 5, tick: 1, frames });
    expect(await pulled).toEqual([{ ...frames[0], time: performance.now() }]);
    expect(frames[0]!.image.close).not.toHaveBeenCalled();
  });

  it('opens frames that come as bytes', async () => {
    const { host, say } = connect();
    const pulled = host!.pull(320);
    const data = new ArrayBuffer(6);
    const image = { data, init: { format: 'I420', codedWidth: 2, codedHeight: 2, timestamp: 0 } };
    say({
      type: 'frames',
      hidden: false,
      saves: null,
      now: 5,
      tick: 1,
      frames: [{ participantId: '1', time: 5, image }],
    });
    const [opened] = (await pulled)!;
    expect(opened).toMatchObject({ participantId: '1', time: performance.now() });
    expect(opened!.image).toBeInstanceOf(FakeVideoFrame);
    expect((opened!.image as unknown as FakeVideoFrame).data).toBe(data);
  });

  it('holds the last picture of who is read, to be told only what changed, and of nobody else', async () => {
    const { host, sent, say, disconnect } = connect();
    const held = () => (sent.at(-1) as unknown as { held: object }).held;
    const init = { format: 'I420', codedWidth: 2, codedHeight: 2, timestamp: 0 };
    const bytes = (participantId: string, time: number) => ({
      participantId,
      time,
      image: { data: new Uint8Array(6).fill(time).buffer, init },
    });
    const answer = async (...frames: object[]) => {
      const pulled = host!.pull(320);
      const { tick } = sent.at(-1)!;
      say({ type: 'frames', hidden: false, saves: null, now: 100, tick, frames });
      return (await pulled)!.map(({ image }) => [...new Uint8Array((image as unknown as FakeVideoFrame).data)]);
    };
    await answer(bytes('1', 10), bytes('2', 10), bytes('3', 10));
    const parts = { time: 10, parts: Uint16Array.of(0, 0, 2, 2) };
    const changed = { ...bytes('1', 20), image: { ...bytes('1', 20).image, replenishes: parts } };
    expect(await answer(changed, bytes('4', 20))).toEqual([Array(6).fill(20), Array(6).fill(20)]);
    expect(held()).toEqual({ 1: 10, 2: 10, 3: 10 });
    // Not what is no picture, or comes as a bitmap now.
    await answer({ ...bytes('4', 30), image: { data: new ArrayBuffer(1), init } }, frame('3'));
    host!.pull(320);
    expect(held()).toEqual({ 1: 20, 2: 10 });
    say({ type: 'participants', participants: [ADA, { ...ADA, id: '2', camera: 'off', excluded: true }] });
    say({ type: 'frames', hidden: false, saves: null, now: 100, tick: sent.at(-1)!.tick, frames: [] });
    host!.pull(320);
    expect(held()).toEqual({ 1: 20 });
    say({ type: 'participants', participants: [] });
    say({ type: 'frames', hidden: false, saves: null, now: 100, tick: sent.at(-1)!.tick, frames: [] });
    host!.pull(320);
    expect(held()).toEqual({});
    disconnect();
  });

  it('knows when a picture was taken by its own clock, and answers by the page’s', async () => {
    const { host, sent, say } = connect();
    vi.setSystemTime(0);
    const pulled = host!.pull(320);
    const taken = frame();
    const [future, old] = [frame(), frame()];
    const frames = [
      { ...taken, time: 77_000 - 30 },
      { ...future, time: 77_001 },
      { ...old, time: 60_000 },
    ];
    say({ type: 'frames', hidden: false, saves: null, now: 77_000, tick: 1, frames });
    const [opened, ...others] = (await pulled)!;
    expect(opened!.time).toBeCloseTo(performance.now() - 30);
    expect(others).toEqual([]);
    for (const { image } of [future, old]) expect(image.close).toHaveBeenCalledOnce();
    host!.sendReadings([{ participantId: '1', time: opened!.time, faces: [] }]);
    expect(sent.at(-1)).toEqual({
      type: 'readings',
      readings: [{ participantId: '1', time: expect.closeTo(77_000 - 30), faces: [] }],
    });
  });

  it('tells how a face moves by when its pictures were taken, however long the messages were on their way', async () => {
    const { host, sent, say } = connect();
    const begin = performance.now();
    const taken = Array.from({ length: 40 }, (_, i) => i * 125);
    const times: number[] = [];
    for (const [i, time] of taken.entries()) {
      // The first one promptly.
      const delay = [0, 80, 15, 40, 3][i % 5]!;
      await vi.advanceTimersByTimeAsync(begin + time + 10 + delay - performance.now());
      const pulled = host!.pull(320);
      const now = 77_000 + time + 10;
      const frames = [{ ...frame(), time: 77_000 + time }];
      say({ type: 'frames', hidden: false, saves: null, now, tick: i + 1, frames });
      times.push((await pulled)![0]!.time);
      // Read after the next ones came.
      const before = times.at(-2);
      if (before !== undefined) host!.sendReadings([{ participantId: '1', time: before, faces: [] }]);
    }
    expect(times.map((time) => Math.round(time - begin))).toEqual(taken);
    const back = sent.flatMap((message) => ('readings' in message ? (message.readings as { time: number }[]) : []));
    expect(back.map(({ time }) => Math.round(time))).toEqual(taken.slice(0, -1).map((time) => 77_000 + time));
  });

  describe('the first frames of a page, which come unasked', () => {
    const unasked = (frames: unknown[]) => ({
      type: 'frames',
      hidden: false,
      saves: null,
      now: 5,
      tick: UNASKED,
      frames,
    });

    it('answer the first pull, which asks for nothing then, and the next one asks', async () => {
      const { host, sent, say } = connect();
      const first = frame();
      say(unasked([first]));
      expect(await host!.pull(320)).toEqual([{ ...first, time: performance.now() }]);
      expect(sent).toEqual([]);
      const pulled = host!.pull(320);
      expect(sent).toEqual([{ type: 'pull', tick: 2, maxSide: 320, held: {} }]);
      const second = frame();
      say({ ...unasked([second]), tick: 2 });
      expect(await pulled).toMatchObject([{ participantId: '1' }]);
      for (const { image } of [first, second]) expect(image.close).not.toHaveBeenCalled();
    });

    it('answer a pull that was faster', async () => {
      const { host, say } = connect();
      const pulled = host!.pull(320);
      say(unasked([frame()]));
      expect(await pulled).toMatchObject([{ participantId: '1' }]);
    });

    it('are closed where they waited too long, came again, or nobody asks any more', async () => {
      const waited = connect();
      const [old, again] = [frame(), frame()];
      waited.say(unasked([old]));
      waited.say(unasked([again]));
      expect(again.image.close).toHaveBeenCalledOnce();
      await vi.advanceTimersByTimeAsync(1001);
      void waited.host!.pull(320);
      expect(old.image.close).toHaveBeenCalledOnce();
      expect(waited.sent).toMatchObject([{ type: 'pull' }]);
      const gone = connect();
      const left = frame();
      gone.say(unasked([left]));
      gone.disconnect();
      expect(left.image.close).toHaveBeenCalledOnce();
    });
  });

  it('gives up a pull after two seconds, and closes frames that come later', async () => {
    const { host, say } = connect();
    const first = host!.pull(320);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await first).toBeNull();
    const second = host!.pull(320);
    const late = frame();
    say({ type: 'frames', hidden: false, saves: null, now: 5, tick: 1, frames: [late] });
    expect(late.image.close).toHaveBeenCalledOnce();
    say({ type: 'frames', hidden: false, saves: null, now: 5, tick: 2, frames: [] });
    expect(await second).toEqual([]);
  });

  it('ends a pull when the port closes, and pulls no more', async () => {
    const { host, sent, events, disconnect } = connect();
    const pulled = host!.pull(320);
    disconnect();
    expect(await pulled).toBeNull();
    expect(events.gone).toHaveBeenCalledOnce();
    expect(await host!.pull(320)).toBeNull();
    expect(sent).toHaveLength(1);
  });

  it('hears that the user stopped, before the port closes', () => {
    const { events, say, disconnect } = connect();
    say({ type: 'stopped' });
    expect(events.stopped).toHaveBeenCalledOnce();
    expect(events.gone).not.toHaveBeenCalled();
    disconnect();
    expect(events.gone).toHaveBeenCalledOnce();
  });

  it('takes no call that is larger than calls are, and each id once', () => {
    const { events, say } = connect();
    const long = 'x'.repeat(300_000);
    for (const callKey of [long, '', 7, undefined]) say({ type: 'hello', callKey });
    expect(events.hello).not.toHaveBeenCalled();
    say({ type: 'hello', callKey: null, siteLabel: long, mode: 'mirror' });
    expect(events.hello.mock.calls).toEqual([[null]]);
    const bad = [
      { ...ADA, id: '' },
      { ...ADA, id: long },
      { ...ADA, id: '2', name: long },
      { ...ADA, camera: 'odd' },
    ];
    const nameless = { ...ADA, id: '3', name: '' };
    say({
      type: 'participants',
      participants: [ADA, { ...ADA, name: 'Bob' }, ...bad, nameless, { ...ADA, more: long }],
    });
    expect(events.participants).toHaveBeenLastCalledWith([ADA, nameless]);
    const many = Array.from({ length: 20_000 }, (_, i) => ({ ...ADA, id: String(i) }));
    say({ type: 'participants', participants: many });
    expect(events.participants.mock.lastCall![0]).toHaveLength(1000);
  });

  it('says on the page what it does not take, and once it takes all again, nothing', () => {
    const { sent, say } = connect();
    const people = (count: number) => Array.from({ length: count }, (_, i) => ({ ...ADA, id: String(i) }));
    for (const count of [3, 1200, 1200, 1000]) say({ type: 'participants', participants: people(count) });
    say({ type: 'frames', hidden: false, saves: null, tick: 1, now: Number.NaN, frames: [] });
    expect(sent).toEqual([
      { type: 'refused', problem: expect.objectContaining({ code: 'page_tooMany', count: 200 }) },
      { type: 'refused', problem: null },
      { type: 'refused', problem: { code: 'page_strange' } },
    ]);
    // What else was refused, no list of people answers.
    say({ type: 'participants', participants: people(2) });
    expect(sent).toHaveLength(3);
  });

  it('closes the pictures of all that it does not take', async () => {
    const { host, say } = connect();
    const pulled = host!.pull(320);
    const many = Array.from({ length: 1200 }, (_, i) => frame(`${i}`));
    const strange = [
      { ...frame(), participantId: 7 },
      { ...frame(), time: 'now' },
      { ...frame(), time: Number.NaN },
      { ...frame(), time: 6 },
    ];
    const whole = { type: 'frames', hidden: false, saves: null, now: 5, tick: 1 };
    const refused = [frame(), frame()];
    for (const [i, change] of [{ now: 'x' }, { tick: null }].entries())
      say({ ...whole, ...change, frames: [refused[i], null, 7] });
    say({ ...whole, type: 'other', frames: 'none' });
    for (const { image } of refused) expect(image.close).toHaveBeenCalledOnce();
    const said = [...strange, ...many];
    say({ ...whole, frames: said });
    const taken = (await pulled)!;
    expect(taken).toHaveLength(MOST_PICTURES);
    for (const { image } of strange) expect(image.close).toHaveBeenCalledOnce();
    expect(said.filter(({ image }) => image.close.mock.calls.length === 0)).toHaveLength(taken.length);
  });

  it('takes one picture of each, none larger than is asked for, and no more of them than keep other calls waiting', async () => {
    const { host, say } = connect();
    const pulled = host!.pull(480);
    const raw = (side: number) => ({
      data: new ArrayBuffer(1.5 * side * side),
      init: { format: 'I420', codedWidth: side, codedHeight: side, timestamp: 0 },
    });
    const of = (participantId: string, image: unknown) => ({ participantId, time: 5, image });
    const bitmap = (width: number, height = width) => new FakeBitmap(width, height);
    const huge = [of('a', bitmap(16_384)), of('b', bitmap(480, 481)), of('c', raw(1000))];
    const good = [of('a', bitmap(480)), of('b', bitmap(640, 360)), of('c', raw(100))];
    const again = Array.from({ length: 400 }, () => of('a', bitmap(10)));
    const others = Array.from({ length: 500 }, (_, i) => of(`${i}`, i % 2 ? bitmap(10) : null));
    say({
      type: 'frames',
      hidden: false,
      saves: null,
      now: 5,
      tick: 1,
      frames: [...huge, ...good, ...again, ...others],
    });
    const taken = (await pulled)!;
    expect(taken.slice(0, 3).map(({ participantId }) => participantId)).toEqual(['a', 'b', 'c']);
    expect(new Set(taken.map(({ participantId }) => participantId)).size).toBe(taken.length);
    expect(taken.filter(({ image }) => image !== null)).toHaveLength(MOST_PICTURES);
    const kept = new Set<unknown>(taken.map(({ image }) => image));
    for (const { image } of [...huge, ...again, ...others])
      if (image instanceof FakeBitmap) expect(image.close).toHaveBeenCalledTimes(kept.has(image) ? 0 : 1);
  });

  it('believes no message that is not of its shape', async () => {
    const { host, events, say } = connect();
    for (const message of [null, 7, {}, { type: 'hello', callKey: 3 }, { type: 'participants', participants: {} }])
      say(message);
    expect(events.hello).not.toHaveBeenCalled();
    expect(events.participants).not.toHaveBeenCalled();
    say({ type: 'participants', participants: [{ id: 4 }, ADA] });
    expect(events.participants).toHaveBeenCalledWith([ADA]);
    const pulled = host!.pull(320);
    const good = frame();
    const bad = ['a picture', { data: 'bytes' }, { data: new ArrayBuffer(3), init: {} }, undefined];
    const frames = [...bad.map((image) => ({ ...frame(), image })), { ...frame(), time: 'now' }, good];
    const unchanged = { ...frame('2'), image: null };
    say({ type: 'frames', hidden: false, saves: null, now: 5, tick: 1, frames: [...frames, unchanged] });
    const time = performance.now();
    expect(await pulled).toEqual([
      { ...good, time },
      { ...unchanged, time },
    ]);
  });
});
