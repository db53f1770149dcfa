import { describe, expect, it } from 'vitest';
import type { Verification } from '../../src/engine/face-verification';
import type { DetectedFace, Quarters } from '../../src/engine/types';
import { VerifiedFaces } from '../../src/engine/verified-faces';
import { faceAt } from './faces';

const PICTURE = { width: 400, height: 400 };
const TICK = 125;

/** A tile whose second looks find what is given, and who was looked at again in the last frame. */
function sight(finds: (face: DetectedFace) => Verification | null, tick = TICK) {
  const seen = new VerifiedFaces();
  let time = 0;
  return {
    seen,
    looked: [] as (Quarters | undefined)[],
    async frame(...faces: DetectedFace[]) {
      this.looked = [];
      time += tick;
      return seen.confirm(faces, PICTURE, time, async (face, quarters) => {
        this.looked.push(quarters);
        return finds(face);
      });
    },
    async frames(count: number, face: DetectedFace): Promise<number> {
      let looks = 0;
      for (let i = 0; i < count; i++) {
        await this.frame(face);
        looks += this.looked.length;
      }
      return looks;
    },
  };
}

const yes = (face: DetectedFace): Verification => ({ face, agrees: true });
const face = faceAt(0.5, 0.5);

describe('VerifiedFaces', () => {
  it('looks again at a new face, then seldom', async () => {
    const tile = sight(yes);
    expect(await tile.frame(face)).toEqual([face]);
    expect(tile.looked).toHaveLength(1);
    expect(await tile.frames(30, face)).toBe(0);
    expect(await tile.frames(8 * 60, face)).toBeLessThanOrEqual(11);
  });

  it('looks no more often where frames come seldom', async () => {
    const tile = sight(yes, 1500);
    await tile.frame(face);
    // Every six seconds.
    expect(await tile.frames(40, face)).toBe(10);
  });

  it('looks again at who was gone for more than a second', async () => {
    const tile = sight(yes);
    await tile.frame(face);
    for (let i = 0; i < 9; i++) await tile.frame();
    await tile.frame(face);
    expect(tile.looked).toHaveLength(1);
  });

  it('lets no fold through, nor looks at it each time', async () => {
    const fold = faceAt(0.2, 0.8, 0.1);
    const tile = sight((found) => (found.box.width < 0.15 ? null : yes(found)));
    for (let i = 0; i < 40; i++) expect(await tile.frame(fold, face)).toEqual([face]);
    expect(await tile.frames(8 * 60, fold)).toBeLessThanOrEqual(11);
  });

  it('takes a fold for a face once it is seen to be one', async () => {
    let isFace = false;
    const tile = sight((found) => (isFace ? yes(found) : null));
    await tile.frame(face);
    isFace = true;
    await tile.frames(80, face);
    expect(await tile.frame(face)).toEqual([face]);
  });

  it('gives the face as the second look saw it where they differ, and learns how the picture is turned', async () => {
    const better: DetectedFace = { ...faceAt(0.52, 0.5), quarters: 2 };
    const tile = sight(() => ({ face: better, agrees: false }));
    expect(await tile.frame(face)).toEqual([better]);
    expect(tile.seen.quarters).toBe(2);
    expect(await tile.frame(better)).toEqual([better]);
    expect(tile.looked).toHaveLength(0);
  });

  it('looks each time, one way up, at who lies otherwise than the tile', async () => {
    const upright = faceAt(0.3, 0.5, 0.3);
    const lying: DetectedFace = { ...faceAt(0.8, 0.5, 0.1), quarters: 1 };
    const tile = sight((found) => (found.box.x > 0.5 ? { face: lying, agrees: false } : yes(found)));
    const seenWrong = faceAt(0.8, 0.5, 0.1);
    for (let i = 0; i < 3; i++) {
      expect(await tile.frame(upright, seenWrong)).toEqual([upright, lying]);
      expect(tile.looked).toEqual(i === 0 ? [undefined, undefined] : [1]);
    }
    expect(tile.seen.quarters).toBe(0);
  });

  it('looks again at once when the detector grows less sure: the picture may have been turned', async () => {
    const tile = sight(yes);
    await tile.frames(10, face);
    await tile.frame(faceAt(0.5, 0.5, 0.2, 0.7));
    expect(tile.looked).toHaveLength(1);
    await tile.frame(faceAt(0.5, 0.5, 0.2, 0.7));
    expect(tile.looked).toHaveLength(0);
  });

  it('looks again soon at a face that lies on its side', async () => {
    const { box, score } = face;
    const onItsSide: DetectedFace = {
      box,
      score,
      leftEye: { x: 0.52, y: 0.46 },
      rightEye: { x: 0.52, y: 0.54 },
      nose: { x: 0.48, y: 0.5 },
      mouth: { x: 0.44, y: 0.5 },
    };
    const tile = sight(yes);
    await tile.frames(10, face);
    expect(await tile.frames(8, onItsSide)).toBe(1);
  });

  it('follows a face that moves without looking again', async () => {
    const tile = sight(yes);
    await tile.frame(faceAt(0.2, 0.5));
    for (let x = 0.2; x < 0.8; x += 0.03) {
      await tile.frame(faceAt(x, 0.5));
      expect(tile.looked).toHaveLength(0);
    }
  });

  it('takes a room a few at a time, from left to right', async () => {
    const room = Array.from({ length: 9 }, (_, i) => faceAt(0.9 - 0.1 * i, 0.5, 0.08));
    const tile = sight(yes);
    const first = await tile.frame(...room);
    const leftToRight = room.toReversed();
    expect(first).toEqual(leftToRight.slice(0, first.length));
    expect(first.length).toBeLessThan(9);
    expect(await tile.frame(...room)).toEqual(leftToRight);
  });
});
