import { describe, expect, it } from 'vitest';
import { RecordedPeople } from '../../src/session/recorded-people';

const named = (id: string, name = id) => ({ id, name, named: true, isSelf: false, camera: 'on' }) as const;
const at = (second: number) => 1000 * second;

describe('people of a session, where a page', () => {
  it('makes up new ones every second, are those who are there, and those who were read', () => {
    const people = new RecordedPeople({ pseudonyms: false });
    people.note([named('early')], at(0));
    people.wasRead('early');
    for (let second = 1; second <= 60; second++)
      people.note(
        Array.from({ length: 100 }, (_, i) => named(`${second}/${i}`)),
        at(second),
      );
    const ids = people.all.map(({ id }) => id);
    expect(ids.length).toBeLessThanOrEqual(2000);
    expect(ids).toContain('early');
    expect(ids.filter((id) => id.startsWith('60/'))).toHaveLength(100);
  });

  it('gives one another name and another camera every second, stay small, and have the newest', () => {
    const people = new RecordedPeople({ pseudonyms: false });
    for (let second = 0; second < 3000; second++)
      people.note([{ ...named('a', `Name ${second}`), camera: second % 2 ? 'on' : 'off' }], at(second));
    const [one] = people.all;
    expect(one!.names.at(-1)).toEqual({ name: 'Name 2999', from: 2999 });
    expect(JSON.stringify(one).length).toBeLessThan(50_000);
  });

  it('comes back after a break, go on, and no pseudonym is given twice', () => {
    const before = [{ id: 'b', isSelf: false, names: [{ name: 'Person B', from: 0 }] }];
    const people = new RecordedPeople({ pseudonyms: true }, before);
    people.note([named('a', 'Ann'), named('b', 'Bob'), named('c', 'Cid')], at(9));
    const names = people.all.map(({ names }) => names.at(-1)?.name);
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(3);
    expect(names).not.toContain('Ann');
  });
});
