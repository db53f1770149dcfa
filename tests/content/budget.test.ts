import { describe, expect, it } from 'vitest';
import { Allowance, Budget } from '../../src/content/budget';
import { MOST_PICTURES } from '../../src/messages';

describe('a budget', () => {
  it('makes what must not wait wait no longer, once', () => {
    const budget = new Budget(0.01);
    budget.spend(0, 50, 100);
    budget.hurry();
    expect(budget.isDue(1)).toBe(true);
    budget.spend(2, 50, 100);
    expect(budget.isDue(50)).toBe(false);
  });

  it('lets work come again when it has had its share', () => {
    const budget = new Budget(0.1);
    expect(budget.isDue(0)).toBe(true);
    budget.spend(5, 5, 1000);
    expect(budget.isDue(49)).toBe(false);
    expect(budget.isDue(50)).toBe(true);
  });

  it('keeps nothing waiting longer than the longest', () => {
    const budget = new Budget(0.01);
    budget.spend(0, 50, 100);
    expect(budget.isDue(99)).toBe(false);
    expect(budget.isDue(100)).toBe(true);
  });
});

describe('an allowance', () => {
  it('is as many pieces as fit into the share of the time since the last round', () => {
    const allowance = new Allowance();
    allowance.at(0, { share: 0.02, least: 4, first: 16 });
    allowance.note(10, 10);
    // 2 % of 500 ms, at 1 ms each.
    expect(allowance.at(500, { share: 0.02, least: 4, first: 16 })).toBe(10);
  });

  it('never goes below the least, however dear the pieces', () => {
    const allowance = new Allowance();
    allowance.at(0, { share: 0.02, least: 4, first: 16 });
    allowance.note(400, 4);
    expect(allowance.at(100, { share: 0.02, least: 4, first: 16 })).toBe(4);
  });

  it('is small until a piece was measured, and learns slowly', () => {
    const allowance = new Allowance();
    expect(allowance.at(0, { share: 0.02, least: 4, first: 16 })).toBe(16);
    allowance.note(1, 1);
    allowance.note(11, 1);
    // 0.8 × 1 + 0.2 × 11 = 3 ms each.
    expect(allowance.at(600, { share: 0.02, least: 4, first: 16 })).toBe(4);
  });

  it('is no more than the engine takes, however cheap the pieces and however long the rest', () => {
    const allowance = new Allowance();
    allowance.at(0, { share: 0.02, least: 4, first: 16 });
    allowance.note(0.001, 1);
    expect(allowance.at(60_000, { share: 0.02, least: 4, first: 16 })).toBe(MOST_PICTURES);
  });
});
