import { describe, expect, it } from 'vitest';
import { VOTES } from '../../training/dataset/labels';
import { random } from '../../training/dataset/random';
import { measureShares, votedRows } from '../../training/metrics/vote-shares';

/** As far from 1 as votes are from 10. */
const power = (p: number[], exponent: number) => {
  const raised = p.map((x) => x ** exponent);
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((x) => x / sum);
};

/** Faces that people disagree about: probabilities, and how 10 people drawn with them voted. */
function crowd(count: number) {
  const next = random(11);
  const told: number[][] = [];
  const voted: number[][] = [];
  for (let i = 0; i < count; i++) {
    const weights = [next(), next() ** 2, next() ** 3];
    const p = power(weights, 1);
    const votes = [0, 0, 0];
    for (let person = 0; person < 10; person++) {
      const u = next();
      votes[u < p[0]! ? 0 : u < p[0]! + p[1]! ? 1 : 2]!++;
    }
    told.push(p);
    voted.push(votes.map((v) => v / 10));
  }
  return { told, shares: Float32Array.from(voted.flat()) };
}

describe('shares of votes', () => {
  it('leave out votes for no expression, and pictures with too few for any', () => {
    const votes = new Uint8Array(3 * VOTES);
    votes.set([4, 2, 0, 0, 0, 0, 0, 0, 4, 0], 0);
    votes.set([5, 0, 0, 0, 0, 0, 0, 0, 5, 0], VOTES);
    votes.set([0, 10, 0, 0, 0, 0, 0, 0, 0, 0], 2 * VOTES);
    const { positions, shares } = votedRows({ votes }, [2, 1, 0]);
    expect(positions).toEqual([0, 2]);
    const [happy, torn] = [shares.subarray(0, 8), shares.subarray(8)];
    expect([...happy]).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
    expect(torn[0]).toBeCloseTo(4 / 6);
    expect(torn[1]).toBeCloseTo(2 / 6);
  });

  it('agree with probabilities that people voted by, and not with sharper ones', () => {
    const { told, shares } = crowd(4000);
    const honest = measureShares(Float32Array.from(told.flat()), shares, 3);
    const sharp = measureShares(Float32Array.from(told.flatMap((p) => power(p, 2))), shares, 3);
    expect(honest.topError).toBeLessThan(0.02);
    expect(sharp.topError).toBeGreaterThan(0.1);
    expect(sharp.kl).toBeGreaterThan(honest.kl + 0.05);
  });

  it('give the divergence of a case worked by hand', () => {
    const { kl, topError } = measureShares(Float32Array.from([0.5, 0.5]), Float32Array.from([0.75, 0.25]), 2);
    expect(kl).toBeCloseTo(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), 6);
    expect(topError).toBeCloseTo(0.25, 6);
  });

  it('tell what naming from a share on would give', () => {
    // Sure and right, half sure and wrong, half sure and one of two that as many people say.
    const p = Float32Array.from([0.9, 0.1, 0, 0.5, 0.3, 0.2, 0.5, 0.4, 0.1]);
    const shares = Float32Array.from([1, 0, 0, 0.2, 0.8, 0, 0.5, 0.5, 0]);
    const { coverage } = measureShares(p, shares, 3);
    const at = (from: number) => coverage.find((point) => point.from === from)!;
    expect(at(0.5)).toMatchObject({ named: 1, right: 2 / 3, rightHere: 0.5 });
    expect(at(0.5).agree).toBeCloseTo((1 + 0.2 + 0.5) / 3, 6);
    expect(at(0.6).named).toBeCloseTo(1 / 3);
    expect(at(0.6).right).toBe(1);
  });
});
