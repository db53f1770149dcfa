import { beforeEach, describe, expect, it, vi } from 'vitest';
import { send } from '../../src/bridge/requests';
import { Exclusions, whoIs } from '../../src/content/exclusions';
import type { LiveTile } from '../../src/content/tiles';

vi.mock('../../src/bridge/requests', () => ({ send: vi.fn() }));
const ANN = { id: 'p1', name: 'Ann', named: true, isSelf: false, tile: { key: null } } as LiveTile;
const LISTED = [{ key: null, name: 'Ann' }];

const asked = vi.mocked(send);
beforeEach(() => asked.mockReset());

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

  it('is left out of this call even where it could not be kept, and says so', async () => {
    asked.mockResolvedValue({ ok: false, problem: { code: 'storage_full' } });
    const exclusions = new Exclusions(() => {});
    exclusions.settle([]);
    await expect(exclusions.set(ANN.id, whoIs(ANN), true)).rejects.toThrow('The storage of this browser is full.');
    expect(exclusions.has(ANN)).toBe(true);
  });
});
