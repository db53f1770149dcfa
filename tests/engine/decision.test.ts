import { describe, expect, it } from 'vitest';
import { Decider, NAME_FROM, NAME_UNTIL } from '../../src/engine/decision';
import { EXPRESSIONS, type Expression } from '../../src/expressions';

/** The rest goes to expressions that take no part. */
function probabilities(parts: Partial<Record<Expression, number>>): number[] {
  const rest = 1 - Object.values(parts).reduce((a, b) => a + b, 0);
  const others = EXPRESSIONS.filter((name) => parts[name] === undefined);
  return EXPRESSIONS.map((name) => parts[name] ?? rest / others.length);
}

const TICK = 125;

describe('Decider', () => {
  it('names a likely expression and not an unlikely one', () => {
    expect(new Decider(EXPRESSIONS).decide(probabilities({ happiness: NAME_FROM }), 0)).toEqual({
      expression: 'happiness',
    });
    expect(new Decider(EXPRESSIONS).decide(probabilities({ happiness: NAME_FROM - 0.01 }), 0)).toEqual({
      expression: null,
      unsure: 'low confidence',
    });
  });

  it('does not flicker on the edge of confidence', () => {
    const decider = new Decider(EXPRESSIONS);
    decider.decide(probabilities({ sadness: NAME_FROM + 0.01 }), 0);
    for (let i = 1; i < 20; i++) {
      const level = i % 2 ? NAME_UNTIL + 0.01 : NAME_FROM - 0.01;
      expect(decider.decide(probabilities({ sadness: level }), i * TICK).expression).toBe('sadness');
    }
  });

  it('does not flicker between two that are equally likely', () => {
    const decider = new Decider(EXPRESSIONS);
    const names = Array.from({ length: 24 }, (_, i) => {
      const [a, b] = i % 2 ? [0.51, 0.48] : [0.48, 0.51];
      return decider.decide(probabilities({ neutral: a, sadness: b }), i * TICK).expression;
    });
    expect(new Set(names).size).toBe(1);
  });

  it('changes at once for a clear lead', () => {
    const decider = new Decider(EXPRESSIONS);
    decider.decide(probabilities({ neutral: 0.9 }), 0);
    expect(decider.decide(probabilities({ neutral: 0.28, surprise: 0.66 }), TICK).expression).toBe('surprise');
  });

  it('changes for a narrow lead only when it lasts', () => {
    const decider = new Decider(EXPRESSIONS);
    decider.decide(probabilities({ neutral: 0.9 }), 0);
    const narrow = probabilities({ neutral: 0.44, sadness: 0.5 });
    expect(decider.decide(narrow, 125).expression).toBe('neutral');
    expect(decider.decide(narrow, 1600).expression).toBe('neutral');
    expect(decider.decide(narrow, 1750).expression).toBe('sadness');
  });

  it('keeps a name through a moment of doubt', () => {
    const decider = new Decider(EXPRESSIONS);
    decider.decide(probabilities({ neutral: 0.9 }), 0);
    const low = NAME_UNTIL - 0.05;
    const doubt = [
      probabilities({ neutral: low, surprise: NAME_FROM - 0.02 }),
      probabilities({ neutral: low, anger: low }),
    ];
    for (const [i, uncertain] of doubt.entries()) {
      expect(decider.decide(uncertain, i * TICK).expression).toBe('neutral');
    }
    expect(decider.decide(probabilities({ neutral: NAME_UNTIL }), 375).expression).toBe('neutral');
    expect(decider.decide(doubt[0]!, 500).expression).toBe('neutral');
  });

  it('says "changing" when a name was lost a moment ago, and "low confidence" when nothing took its place', () => {
    const decider = new Decider(EXPRESSIONS);
    decider.decide(probabilities({ anger: 0.9 }), 0);
    const flat = probabilities({ anger: NAME_UNTIL - 0.02, disgust: NAME_UNTIL - 0.02 });
    decider.decide(flat, 125);
    expect(decider.decide(flat, 625)).toEqual({ expression: null, unsure: 'changing' });
    expect(decider.decide(flat, 1500)).toEqual({ expression: null, unsure: 'low confidence' });
  });
});
