import { describe, expect, it } from 'vitest';
import { compareGroups } from '../../scripts/pictures/groups';
import type { Read, Reading } from '../../scripts/pictures/reading';
import { picturesReport } from '../../scripts/pictures/report';
import { tally } from '../../scripts/pictures/tally';
import { EXPRESSIONS, type Expression } from '../../src/expressions';

const NO_FACE: Reading = { faces: 0, probabilities: [], expression: null };
const TOO_SMALL: Reading = { faces: 1, probabilities: [], expression: null, unsure: 'too small' };

function says(name: Expression, p: number, isNamed = true): Reading {
  const probabilities = EXPRESSIONS.map((other) => (other === name ? p : (1 - p) / 7));
  return { faces: 1, probabilities, expression: isNamed ? name : null };
}

const read = (reading: Reading, truth?: Expression, group = 'x', votes?: readonly number[]): Read => ({
  picture: { file: '', groups: { group }, ...(truth ? { truth } : {}), ...(votes ? { votes } : {}) },
  reading,
});

describe('a tally', () => {
  it('counts found, read, named and right, each of its own', () => {
    const counted = tally([
      read(says('happiness', 0.9), 'happiness'),
      read(says('neutral', 0.7), 'anger'),
      read(says('anger', 0.35, false), 'anger'),
      read(TOO_SMALL, 'anger'),
      read(NO_FACE, 'anger'),
      read(says('fear', 0.5)),
    ]);
    expect(counted.found).toMatchObject({ count: 5, of: 6 });
    expect(counted.read).toMatchObject({ count: 4, of: 6 });
    expect(counted.named).toMatchObject({ count: 3, of: 4 });
    expect(counted.right).toMatchObject({ count: 2, of: 3 });
    expect(counted.namedRight).toMatchObject({ count: 1, of: 2 });
    expect(counted.overconfidence).toBeCloseTo((0.9 + 0.7 + 0.35) / 3 - 2 / 3, 6);
    expect(counted.answers.unsure).toMatchObject({ count: 1, of: 4 });
    expect(counted.topError).toBeUndefined();
  });

  it('compares with votes, where there are some', () => {
    const shares = EXPRESSIONS.map((name) => (name === 'happiness' ? 0.7 : name === 'neutral' ? 0.3 : 0));
    const { topError, voted } = tally([read(says('happiness', 0.9), undefined, 'x', shares), read(NO_FACE)]);
    expect(voted).toBe(1);
    expect(topError).toBeCloseTo(0.2, 6);
  });

  it('claims nothing of nothing', () => {
    expect(tally([read(NO_FACE)])).not.toHaveProperty('right');
  });
});

describe('groups', () => {
  const faces = (group: string, sad: number, all: number) =>
    Array.from({ length: all }, (_, i) => read(says(i < sad ? 'sadness' : 'neutral', 0.8), 'neutral', group));
  const WRONG = 'neutral named anything else';

  it('differ where they do, and only there', () => {
    const tests = (sadOfB: number) => {
      const [table] = compareGroups([...faces('a', 10, 200), ...faces('b', sadOfB, 200)], ['group']);
      return new Map(table!.tests.map(({ what, test }) => [what, test]));
    };
    expect(tests(60).get(WRONG)!.corrected).toBeLessThan(0.001);
    expect(tests(12).get(WRONG)!.corrected).toBeGreaterThan(0.5);
    // Every face was found: nothing to test.
    expect(tests(60).get('found')).toBeNull();
  });

  it('stand in the report with intervals, and say where they are too few', () => {
    const all = [...faces('a', 1, 3), ...faces('b', 0, 3)];
    const report = picturesReport({
      pictures: 'list.csv',
      command: 'c',
      commit: 'abc',
      model: 'm',
      all: tally(all),
      classes: [{ truth: 'neutral', tally: tally(all) }],
      groups: compareGroups(all, ['group']),
      unreadable: ['broken.jpg'],
      notes: [],
    });
    expect(report).toContain('| a | 33.3 % (6.1 % to 79.2 %) | 0.0 % (0.0 % to 56.1 %) |');
    expect(report).toContain(`- ${WRONG}: too few for the test`);
    expect(report).toContain('left out: broken.jpg.');
    expect(report).not.toContain('KL to the votes');
  });
});
