import { describe, expect, it } from 'vitest';
import { LoneFace, REMEMBERED } from '../../src/engine/lone-face';
import { ABSENCE, FaceTracker } from '../../src/engine/tracker';
import { UsualFace } from '../../src/engine/usual';
import { faceAt } from './faces';

const appearance = (level: number) => new Float32Array(9).fill(level);
const fresh = (level: number, number = 1) => ({
  number,
  appearance: appearance(level),
  memory: { usual: new UsualFace() },
});

/** A face was alone in the tile, went, and another sight follows after a while. Whether it got the first one's usual. */
function comesBack(tile: LoneFace, away: number, back: ReturnType<typeof fresh>): boolean {
  const first = fresh(0.4);
  tile.note([first], 1000);
  tile.note([], 2000);
  tile.note([back], 1000 + away);
  return back.memory.usual === first.memory.usual;
}

describe('the usual of a face that was away', () => {
  it('is known when the same face comes back alone', () => {
    expect(comesBack(new LoneFace(), 10_000, fresh(0.43))).toBe(true);
  });

  it('is not given to who looks otherwise', () => {
    expect(comesBack(new LoneFace(), 10_000, fresh(0.5))).toBe(false);
  });

  it('is forgotten after minutes', () => {
    expect(comesBack(new LoneFace(), REMEMBERED + 1, fresh(0.4))).toBe(false);
  });

  it('is kept for nobody where there ever were two', () => {
    const tile = new LoneFace();
    tile.note([fresh(0.4), fresh(0.8, 2)], 0);
    expect(comesBack(tile, 10_000, fresh(0.4))).toBe(false);
    expect(comesBack(new LoneFace(), 10_000, fresh(0.4, 2))).toBe(false);
  });
});

it('is known again as the tracker sees faces, once it took the face for another', () => {
  const tracker = new FaceTracker(() => ({ usual: new UsualFace() }));
  const tile = new LoneFace();
  const see = (time: number) => {
    const tracked = tracker.track([faceAt(0.5, 0.5)], time, () => appearance(0.4));
    tile.note(tracked, time);
    return tracked[0]!.memory;
  };
  const before = see(0);
  const after = see(ABSENCE + 1);
  expect(after).not.toBe(before);
  expect(after.usual).toBe(before.usual);
});
