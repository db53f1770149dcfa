import fc from 'fast-check';
import * as v from 'valibot';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Runtime } from 'webextension-polyfill';
import { CallHost } from '../../src/bridge/call-host';
import { BODIES, MOST, PARTICIPANT, TO_ENGINE } from '../../src/bridge/schemas';
import { CALL_PORT } from '../../src/messages';
import { stubBrowser } from '../browser-api';
import { cases } from '../cases';

class FakeBitmap {
  readonly close = vi.fn();
}
beforeEach(() => {
  stubBrowser({ runtime: { id: 'own' } });
  vi.stubGlobal('ImageBitmap', FakeBitmap);
  vi.stubGlobal('VideoFrame', class {});
});

/** Messages as a script that was taken over may send them: of the right kinds, with anything in them. */
const message = fc.oneof(
  fc.anything(),
  fc.record({
    type: fc.constantFrom('hello', 'participants', 'frames', 'stopped', 'tuning', 'constructor'),
    callKey: fc.anything(),
    tick: fc.oneof(fc.nat(3), fc.anything()),
    now: fc.oneof(fc.double(), fc.anything()),
    participants: fc.oneof(
      fc.array(
        fc.record({
          id: fc.oneof(fc.string(), fc.anything()),
          name: fc.string(),
          named: fc.boolean(),
          isSelf: fc.boolean(),
          camera: fc.constantFrom('on', 'off', 'x'),
        }),
        { maxLength: 5 },
      ),
      fc.anything(),
    ),
    frames: fc.oneof(
      fc.array(
        fc.record({
          participantId: fc.oneof(fc.string(), fc.anything()),
          time: fc.oneof(fc.double(), fc.anything()),
          image: fc.anything(),
        }),
        { maxLength: 4 },
      ),
      fc.anything(),
    ),
  }),
);

it('of a page are taken as they should be, or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 6 }), async (messages) => {
      let say: (given: unknown) => void = () => {};
      let hangUp: () => void = () => {};
      const callKeys: (string | null)[] = [];
      const ids: string[][] = [];
      const port = {
        name: CALL_PORT,
        sender: { id: 'own', url: 'https://meet.google.com/abc', tab: { id: 7 }, documentId: 'doc' },
        postMessage: () => undefined,
        onMessage: { addListener: (listener: typeof say) => (say = listener) },
        onDisconnect: { addListener: (listener: typeof hangUp) => (hangUp = listener) },
      };
      const host = CallHost.accept(port as unknown as Runtime.Port, () => ({
        hello: (callKey) => void callKeys.push(callKey),
        participants: (list) => void ids.push(list.map(({ id }) => id)),
        stopped: () => undefined,
        gone: () => undefined,
      }))!;
      const pulled = host.pull(320);
      for (const one of messages) say(one);
      hangUp();
      const frames = (await pulled) ?? [];
      for (const { participantId, time } of frames) {
        expect(typeof participantId).toBe('string');
        expect(Number.isFinite(time)).toBe(true);
      }
      for (const callKey of callKeys)
        expect(callKey === null || (callKey.length > 0 && callKey.length <= MOST.address)).toBe(true);
      for (const list of ids) {
        expect(new Set(list).size).toBe(list.length);
        for (const id of list) expect(id.length > 0 && id.length <= MOST.units).toBe(true);
      }
    }),
    cases(300),
  );
});

it('between the extension’s parts arrive by their shape, and what is added to one does not', () => {
  const schemas: readonly v.GenericSchema[] = [...Object.values(BODIES), PARTICIPANT, TO_ENGINE as v.GenericSchema];
  fc.assert(
    fc.property(fc.constantFrom(...schemas), fc.anything(), (schema, given) => {
      const { success, output } = v.safeParse(schema, given);
      if (success) expect(Object.keys(output as object)).not.toContain('__proto__');
    }),
    cases(1000),
  );
});
