import { beforeEach, describe, expect, it, vi } from 'vitest';
import { send } from '../../src/bridge/requests';
import { Exclusions, whoIs } from '../../src/content/exclusions';
import type { LiveTile } from '../../src/content/tiles';

vi.mock('../../src/bridge/requests', () => ({ send: vi.fn() }));
const ANN = { id: 'p1', name: 'Ann', named: true, isSelf: false, tile: { key: null } } as LiveTile;
const LISTED = [{ key: null, name: 'Ann' }];

const asked = vi.mocked(send);
// What a hook returns is called when the test is over.
beforeEach(() => void asked.mockReset());

describe('who is left out of a call', () => {
  it('is read again at once, and stays so until the list says otherwise', async () => {
    let answer = (_: { ok: true }) => {};
    asked.mockReturnValue(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    const exclusions = new Exclusions(() => exclusions.has(ANN));
    exclusions.settle(LISTED);
    expect(exclusions.has(ANN)).toBe(true);
    const kept = exclusions.set(ANN.id, whoIs(ANN), false);
    // The page is scanned, and frames are asked for, before the worker has answered and told the new list.
    expect(exclusions.has(ANN)).toBe(false);
    answer({ ok: true });
    await kept;
    expect(exclusions.has(ANN)).toBe(false);
    exclusions.settle([]);
    expect(exclusions.mayRead(ANN, 0)).toBe(true);
    exclusions.settle(LISTED);
    expect(exclusions.has(ANN)).toBe(true);
  });

  it('is read again once taken off the list elsewhere, whatever they are called by then', () => {
    asked.mockResolvedValue({ ok: true });
    const exclusions = new Exclusions(() => {});
    exclusions.settle(LISTED);
    expect(exclusions.has(ANN)).toBe(true);
    const renamed = { ...ANN, name: 'Guest' };
    expect(exclusions.has(renamed)).toBe(true);
    exclusions.settle([...LISTED, { key: null, name: 'Bob' }]);
    expect(exclusions.has(renamed), 'somebody else was put on it').toBe(true);
    exclusions.settle([{ key: null, name: 'Bob' }]);
    expect(exclusions.has(renamed)).toBe(false);
  });

  it('is read again in later calls too, under each name that left them out', async () => {
    asked.mockResolvedValue({ ok: true });
    const exclusions = new Exclusions(() => {});
    exclusions.settle(LISTED);
    expect(exclusions.has(ANN)).toBe(true);
    await exclusions.set(ANN.id, { key: null, name: 'Guest' }, false);
    expect(asked.mock.calls.map(([, who]) => who)).toEqual([
      { key: null, name: 'Guest', excluded: false },
      { key: null, name: 'Ann', excluded: false },
    ]);
    expect(exclusions.has(ANN)).toBe(false);
  });

  it('is read again with everyone else of that name', () => {
    asked.mockReturnValue(new Promise(() => {}));
    const namesake = { ...ANN, id: 'p2' };
    const exclusions = new Exclusions(() => {});
    exclusions.settle(LISTED);
    expect([exclusions.has(ANN), exclusions.has(namesake)]).toEqual([true, true]);
    void exclusions.set(ANN.id, whoIs(ANN), false);
    exclusions.settle([]);
    expect(exclusions.has(namesake)).toBe(false);
  });

  it('stays left out while the list does not know it yet, and where another entry means them too', async () => {
    asked.mockReturnValue(new Promise(() => {}));
    const exclusions = new Exclusions(() => exclusions.has(ANN));
    exclusions.settle([]);
    void exclusions.set(ANN.id, whoIs(ANN), true);
    exclusions.settle([{ key: null, name: 'Bob' }]);
    expect(exclusions.has(ANN)).toBe(true);
    const ids = [{ key: 'id', name: 'Ann' }];
    exclusions.settle([...LISTED, ...ids]);
    exclusions.settle(ids);
    expect(exclusions.has({ ...ANN, name: 'Guest' })).toBe(true);
    exclusions.settle([]);
    expect(exclusions.has({ ...ANN, name: 'Guest' })).toBe(false);
  });

  it('is left out of this call even where it could not be kept, and says so', async () => {
    asked.mockResolvedValue({ ok: false, problem: { code: 'storage_full' } });
    const exclusions = new Exclusions(() => {});
    exclusions.settle([]);
    await expect(exclusions.set(ANN.id, whoIs(ANN), true)).rejects.toThrow('The storage of this browser is full.');
    expect(exclusions.has(ANN)).toBe(true);
  });
});
