// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { send } from '../../src/bridge/requests';
import { People } from '../../src/content/people';
import type { PageSettings } from '../../src/messages';
import type { ScannedTile } from '../../src/sites/site';

vi.mock('../../src/bridge/requests', () => ({ send: vi.fn() }));
const asked = vi.mocked(send);
beforeEach(() => asked.mockReset().mockResolvedValue({ ok: true }));

const on = () => 'on' as const;
const tile = (name: string) =>
  ({
    key: name,
    name,
    isSelf: false,
    kind: 'person',
    element: document.createElement('div'),
    source: null,
  }) as unknown as ScannedTile;

function call() {
  const people = new People('people', () => {});
  people.settle({ excluded: [] } as unknown as PageSettings);
  return people;
}
const listed = (people: People, now: number) =>
  people.participants(on, now).map(({ name, camera, excluded }) => `${name} ${camera}${excluded ? ' left out' : ''}`);

describe('somebody who is left out', () => {
  it('stays so while the page still lists them, though their tile is gone', async () => {
    const people = call();
    people.identify([tile('Ann'), tile('Ben')], 0);
    const [ann] = people.participants(on, 0);
    await people.exclude(ann!.id, true);
    expect(listed(people, 0)).toEqual(['Ann off left out', 'Ben on']);
    people.identify([tile('Ben')], 300);
    expect(listed(people, 300)).toEqual(['Ann off left out', 'Ben on']);
    people.lose();
    expect(listed(people, 600)).toEqual(['Ann off left out', 'Ben off']);
  });

  it('is so in later calls too, also where their tile has just gone', async () => {
    const people = call();
    people.identify([tile('Ann')], 0);
    const [ann] = people.participants(on, 0);
    people.identify([], 300);
    people.participants(on, 300);
    expect(await people.exclude(ann!.id, true)).toBe(true);
    expect(asked).toHaveBeenCalledWith('person.exclude', expect.objectContaining({ name: 'Ann', excluded: true }));
    people.participants(on, 5000);
    expect(await people.exclude(ann!.id, true), 'who is long gone').toBe(false);
  });
});
