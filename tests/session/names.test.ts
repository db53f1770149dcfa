import { describe, expect, it } from 'vitest';
import { lastName, nameAt, namesApart, pseudonym, renamed } from '../../src/session/names';
import type { HeldName } from '../../src/session/records';

const called = (...changes: [seconds: number, name: string][]) =>
  changes.reduce<readonly HeldName[]>((names, [seconds, name]) => renamed(names, name, seconds * 1000), []);

describe('a participant’s names', () => {
  it('hold from the second whose longer part they showed in', () => {
    const names = called([10.9, 'Participant 2'], [12.4, 'Anna'], [20.6, 'Anna B']);
    expect([9, 10, 11, 12, 20, 21, 99].map((second) => nameAt(names, second))).toEqual([
      ...['Participant 2', 'Participant 2', 'Participant 2'],
      ...['Anna', 'Anna', 'Anna B', 'Anna B'],
    ]);
    expect(lastName(names)).toBe('Anna B');
  });

  it('are told again and again and stay one', () => {
    expect(called([10.2, 'Anna'], [10.7, 'Anna'], [60, 'Anna'])).toEqual([{ name: 'Anna', from: 10 }]);
  });

  it('forget one that came and went within a second', () => {
    expect(called([10, 'Anna'], [20.6, 'Loading'], [20.9, 'Anna'])).toEqual([{ name: 'Anna', from: 10 }]);
    expect(called([10.1, 'Participant 1'], [10.3, 'Anna'])).toEqual([{ name: 'Anna', from: 10 }]);
  });

  it('stay apart from those who bear a number themselves', () => {
    const people = ['Ana', 'Ana', 'Ana (2)', 'Bo'].map((name) => ({ names: [{ name, from: 0 }] }));
    expect(namesApart(people)).toEqual(['Ana (1)', 'Ana (3)', 'Ana (2)', 'Bo']);
  });

  it('are none where none was told', () => {
    expect([nameAt([], 5), lastName([])]).toEqual(['', '']);
  });
});

it.each([
  [0, 'Person A'],
  [25, 'Person Z'],
  [26, 'Person AA'],
  [701, 'Person ZZ'],
  [702, 'Person AAA'],
])('number %i is kept as %s', (index, name) => {
  expect(pseudonym(index)).toBe(name);
});
