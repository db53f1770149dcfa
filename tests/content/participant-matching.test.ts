import { describe, expect, it } from 'vitest';
import { matchSightings, NOBODY_KNOWN } from '../../src/content/participant-matching';
import { groupCopies, type Sighting } from '../../src/content/sighting';
import { SimulatedCall } from './simulated-call';

const at = (x: number) => ({ x, y: 0, width: 100, height: 100 });

function sighting(change: Partial<Sighting> = {}): Sighting {
  return {
    key: null,
    name: null,
    isSelf: false,
    media: null,
    anchors: [],
    place: at(0),
    hasPicture: false,
    isEmpty: false,
    ...change,
  };
}

const camera = (media: number, change: Partial<Sighting> = {}) =>
  sighting({ media, anchors: [media + 100], hasPicture: true, place: at(media * 200), ...change });

/** Numbers that each scan gives to its sightings. */
function follow(...scans: Sighting[][]): (number | null)[][] {
  return followEvery(500, ...scans);
}

/** As `follow`, with so many milliseconds between two scans. */
function followEvery(pause: number, ...scans: Sighting[][]): (number | null)[][] {
  let known = NOBODY_KNOWN;
  return scans.map((scan, i) => {
    const result = matchSightings(known, scan, i * pause);
    known = result.known;
    return result.numbers;
  });
}

describe('who is who', () => {
  it('keeps two people of one name apart when they swap places', () => {
    const a = camera(1, { name: 'Alex' });
    const b = camera(2, { name: 'Alex' });
    expect(follow([a, b], [b, a])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('follows people through elements that the page gives to the next in line', () => {
    const first = [1, 2, 3].map((n) => camera(n));
    const afterOneLeft = [camera(2, { anchors: [101] }), camera(3, { anchors: [102] })];
    expect(follow(first, afterOneLeft)[1]).toEqual([2, 3]);
  });

  it('never gives a number twice', () => {
    expect(follow([camera(1), camera(2)], [camera(1)], [camera(1), camera(3)])[2]).toEqual([1, 3]);
  });

  it('knows a person again after a rename, by track and by element', () => {
    expect(follow([camera(1, { name: 'Ann' })], [camera(1, { name: 'Ann B' })])[1]).toEqual([1]);
    const off = sighting({ name: 'Ann', anchors: [5] });
    expect(follow([off], [{ ...off, name: 'Ann B' }])[1]).toEqual([1]);
  });

  it('knows a person again who is renamed in the very re-render that replaces the element', () => {
    expect(follow([camera(1, { name: 'Ann' })], [camera(1, { name: 'Ann B', anchors: [9] })])[1]).toEqual([1]);
  });

  it('knows a person again who is renamed to what someone who left was called, camera on or off', () => {
    const bob = sighting({ name: 'Bob', anchors: [5], place: at(900) });
    const ann = camera(1, { name: 'Ann' });
    expect(follow([ann, bob], [bob], [{ ...bob, name: 'Ann' }])[2]).toEqual([2]);
    const cem = camera(3, { name: 'Cem' });
    expect(follow([ann, cem], [cem], [{ ...cem, name: 'Ann' }])[2]).toEqual([2]);
  });

  it('keeps two people of one name apart when both get new tracks, by their elements', () => {
    const before = [camera(1, { name: 'Alex' }), camera(2, { name: 'Alex' })];
    const after = [camera(4, { name: 'Alex', anchors: [102] }), camera(3, { name: 'Alex', anchors: [101] })];
    expect(follow(before, after)[1]).toEqual([2, 1]);
  });

  it('keeps two people of one name apart when all but their places is new', () => {
    const before = [camera(1, { name: 'Alex' }), camera(2, { name: 'Alex' })];
    const after = [camera(4, { name: 'Alex', place: at(400) }), camera(3, { name: 'Alex', place: at(200) })];
    expect(follow(before, after)[1]).toEqual([2, 1]);
  });

  it.each([null, 'Alex'])('keeps two dark tiles named %s apart through a re-render, by their places', (name) => {
    const dark = (n: number, anchor: number) => sighting({ name, anchors: [anchor], place: at(n * 200) });
    const before = [camera(1, { name }), camera(2, { name })];
    expect(follow(before, [dark(1, 101), dark(2, 102)], [dark(2, 8), dark(1, 9)])[2]).toEqual([2, 1]);
  });

  it('takes a name that moved to another track with its element for the person, not for a rename', () => {
    const before = [camera(1, { name: 'Ann' }), camera(2, { name: 'Bob' })];
    const after = [camera(1, { name: 'Bob', anchors: [102] }), camera(2, { name: 'Ann', anchors: [101] })];
    expect(follow(before, after)[1]).toEqual([2, 1]);
  });

  it('lets no text move anyone whose track and element stay, even one that just showed on another', () => {
    const scans = ['93 kbits/sec, 80 kbits/sec', '80 kbits/sec, 93 kbits/sec', '77 kbits/sec, 80 kbits/sec', 'Bo, Bo'];
    const shown = scans.map((names) => names.split(', ').map((name, i) => camera(i + 1, { name })));
    expect(follow(...shown)).toEqual(scans.map(() => [1, 2]));
    // In any order on the page, and for many.
    const five = [1, 2, 3, 4, 5];
    const turned = five.map((_, turn) => five.map((n) => camera(n, { name: `${(n + turn) % 5}` })));
    expect(follow(...turned.map((scan, i) => (i % 2 ? scan.reverse() : scan)))).toEqual(
      turned.map((_, i) => (i % 2 ? [5, 4, 3, 2, 1] : five)),
    );
  });

  it('lets the key say that it is another, though track and element stay', () => {
    const before = [camera(1, { key: 'a', name: 'Ann' })];
    expect(follow(before, [camera(1, { key: 'b', name: 'Ann' })])[1]).toEqual([2]);
  });

  it('keeps one number for one person of two tiles who leaves and comes back elsewhere', () => {
    const amara = (n: number) => camera(n, { name: 'Amara' });
    expect(follow([amara(1), amara(2)], [], [amara(7)], [amara(7), amara(8)]).slice(2)).toEqual([[1], [1, 2]]);
    expect(follow([amara(1), amara(2)], [amara(2)], [], [amara(7)], [], [amara(9)]).slice(3)).toEqual([[1], [], [1]]);
  });

  it('does not guess between namesakes who left one after the other', () => {
    const alex = (n: number) => camera(n, { name: 'Alex' });
    expect(followEvery(5000, [alex(1), alex(2)], [alex(2)], [], [alex(7)])[3]).toEqual([3]);
  });

  it('does not follow an element that shows another person', () => {
    expect(follow([camera(1, { name: 'Ann' })], [camera(2, { name: 'Bob', anchors: [101] })])[1]).toEqual([2]);
  });

  it('takes a new name with a new picture in an old place for another person', () => {
    const ann = camera(1, { name: 'Ann', anchors: [5] });
    expect(follow([ann], [camera(2, { name: 'Bob', anchors: [5] })])[1]).toEqual([2]);
    // A slot given to someone whose camera is off.
    expect(follow([ann], [sighting({ name: 'Bob', anchors: [5] })])[1]).toEqual([2]);
    // A track that the page had put away, used again.
    expect(follow([ann], [], [camera(1, { name: 'Bob', anchors: [5] })])[2]).toEqual([2]);
  });

  it('knows who comes back under the same name after a while, and nobody after long', () => {
    const scans = [[camera(1, { name: 'Ann' })], [], [camera(7, { name: 'Ann' })]];
    expect(followEvery(30_000, ...scans)[2]).toEqual([1]);
    expect(followEvery(300_000, ...scans)[2]).toEqual([2]);
  });

  it('takes whoever comes with a key for another than who left without one', () => {
    const dark = sighting({ name: 'Ann', anchors: [5] });
    const keyed = camera(1, { key: 'a', name: 'Ann' });
    expect(follow([dark], [], [keyed])[2]).toEqual([2]);
    // In view all the while, it is theirs.
    expect(follow([dark], [keyed])[1]).toEqual([1]);
  });

  it('knows who left with a key in a tile that shows none, until it shows another', () => {
    const ann = camera(1, { key: 'a', name: 'Ann' });
    const dark = sighting({ name: 'Ann', anchors: [5] });
    expect(follow([ann], [], [dark], [ann]).slice(2)).toEqual([[1], [1]]);
    expect(follow([ann], [], [dark], [camera(2, { key: 'b', name: 'Ann' })]).slice(2)).toEqual([[1], [2]]);
  });

  it('takes a dark namesake whose element went to another for the one left, not for one of that name who is gone', () => {
    const people = [camera(1, { name: 'Alex' }), camera(2, { name: 'Alex' }), camera(3, { name: 'Pia' })];
    const dark = people.map((one) => ({ ...one, media: null, hasPicture: false }));
    const [alex, other, pia] = dark;
    const after = [{ ...alex!, name: 'Pia' }, other!, { ...pia!, name: 'Alex' }];
    expect(follow([...people, camera(4, { name: 'Alex' })], dark, after)[2]).toEqual([3, 2, 1]);
  });

  it('lets the site’s key decide over everything else', () => {
    const before = [camera(1, { key: 'a', name: 'Ann' }), camera(2, { key: 'b', name: 'Bob' })];
    const after = [camera(1, { key: 'b', name: 'Ann' }), camera(2, { key: 'c', name: 'Bob' })];
    expect(follow(before, after)[1]).toEqual([2, 3]);
  });

  it('keeps the own tile through a new camera track', () => {
    const before = [camera(1, { isSelf: true }), camera(2)];
    const after = [camera(2), camera(9, { isSelf: true })];
    expect(follow(before, after)[1]).toEqual([2, 1]);
  });

  it('keeps the own tile through a camera that goes off with a new element', () => {
    for (const name of [null, 'Mia']) {
      const own = camera(1, { isSelf: true, name });
      const dark = sighting({ isSelf: true, name, anchors: [7], place: at(900) });
      expect(follow([own, camera(2)], [camera(2), dark])[1]).toEqual([2, 1]);
    }
  });

  it.each([null, 'Mia', 'Bob'])('gives nobody who only says to be the user the number of one called %s', (name) => {
    const own = camera(1, { isSelf: true, name });
    const bob = camera(2, { name: 'Bob' });
    // Beside the own picture nobody else is; once that is hidden, "Bob (you)" alone says so.
    const dark = sighting({ name: 'Bob', anchors: [102], place: at(400) });
    const said = { ...dark, isSelf: true };
    expect(follow([own, bob], [own, dark], [said], [said]).slice(2)).toEqual([[2], [2]]);
    expect(follow([own], [], [{ ...said, anchors: [9] }])[2]).toEqual([name === 'Bob' ? 1 : 2]);
    let { known } = matchSightings(NOBODY_KNOWN, [own, bob], 0);
    known = matchSightings(known, [said], 500).known;
    expect(known.people.map(({ isSelf }) => isSelf)).toEqual([true, false]);
  });

  it('does not turn the own tile into another person’s who takes its element', () => {
    expect(follow([camera(1, { isSelf: true })], [camera(2, { anchors: [101] })])[1]).toEqual([2]);
  });

  it('knows a key again after thousands who left, and gives no number of those it forgot', () => {
    let known = NOBODY_KNOWN;
    const scan = (sightings: Sighting[], now: number) => {
      const result = matchSightings(known, sightings, now);
      known = result.known;
      return result.numbers;
    };
    expect(scan([camera(1, { key: 'ann' })], 0)).toEqual([1]);
    for (let i = 0; i < 100; i++)
      scan(
        Array.from({ length: 30 }, (_, j) => camera(2 + i * 30 + j, { key: i % 2 === 0 ? null : `k${i}/${j}` })),
        1 + i,
      );
    expect(scan([camera(9001, { key: 'ann' }), camera(9002)], 200)).toEqual([1, 3002]);
    for (let i = 0; i < 700; i++)
      scan(
        Array.from({ length: 30 }, (_, j) => camera(10_000 + i * 30 + j)),
        300 + i,
      );
    expect(known.given).toBe(24_002);
    // Without a key, of all who left only the latest.
    expect(known.people.length).toBeLessThan(2000);
  });

  it('is told of 500 namesakes who are all built anew within two seconds of processor time', () => {
    const took = (people: number) => {
      const tiles = (from: number) => Array.from({ length: people }, (_, i) => camera(from + i, { name: 'Alex' }));
      const first = matchSightings(NOBODY_KNOWN, tiles(0), 0).known;
      const began = process.cpuUsage();
      matchSightings(first, tiles(10_000), 500);
      return process.cpuUsage(began).user / 1000;
    };
    // Where every pair was held against every other, 500 took 19 seconds.
    expect(took(500)).toBeLessThan(2000);
  });

  it('starts nobody from an empty tile without a name, or beside one of the same name', () => {
    expect(follow([sighting({ anchors: [1] })])[0]).toEqual([null]);
    expect(follow([camera(1, { name: 'Ann' }), sighting({ name: 'Ann', anchors: [7] })])[0]).toEqual([1, null]);
  });
});

describe('copies', () => {
  it('follows a video element that lost its stream, and starts nobody from one', () => {
    const ann = camera(1, { name: 'Ann' });
    const off = sighting({ name: 'Ann', anchors: [101], place: ann.place, isEmpty: true });
    const rebuilt = { ...off, anchors: [9] };
    const renamed = { ...rebuilt, name: 'Ann B' };
    const namesake = camera(2, { name: 'Ann B' });
    const empty = sighting({ name: 'Lobby', anchors: [7], place: at(900), isEmpty: true });
    expect(follow([ann, empty], [off], [rebuilt], [renamed], [renamed, namesake], [empty])).toEqual([
      [1, null],
      [1],
      [1],
      [1],
      [1, 2],
      [null],
    ]);
  });

  it('counts a stage that repeats a tile once, and reads the larger', () => {
    const tile = camera(1, { name: 'Ann' });
    const stage = camera(1, { anchors: [7], place: { x: 0, y: 0, width: 800, height: 600 } });
    const [only, ...rest] = groupCopies([tile, stage]);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ primary: 1, sighting: { name: 'Ann', anchors: [7, 101] } });
  });

  it('keeps people apart whose tracks agree and whose keys differ', () => {
    expect(groupCopies([camera(1, { key: 'a' }), camera(1, { key: 'b' })])).toHaveLength(2);
  });

  it('reads a small copy with a picture rather than a large one without', () => {
    const large = sighting({ key: 'a', place: { x: 0, y: 0, width: 900, height: 900 } });
    expect(groupCopies([large, camera(1, { key: 'a' })])[0]).toMatchObject({ primary: 1 });
  });
});

describe.each([
  { page: 'with keys', keys: 'always', named: true },
  { page: 'with keys where there are pictures', keys: 'with a picture', named: true },
  { page: 'with names only', keys: 'none', named: true },
  { page: 'with neither', keys: 'none', named: false },
] as const)('500 random events on a page $page', ({ keys, named }) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i', (seed) => {
    const call = new SimulatedCall({ seed, keys, named });
    let known = NOBODY_KNOWN;
    const numberOf = new Map<number, number>();
    const personOf = new Map<number, number>();
    for (let event = 0; event < 500; event++) {
      const what = call.change();
      const { sightings, people } = call.show();
      const groups = groupCopies(sightings);
      const result = matchSightings(
        known,
        groups.map(({ sighting }) => sighting),
        event * 500,
      );
      known = result.known;
      groups.forEach(({ primary }, i) => {
        const story = `seed ${seed}, event ${event} (${what}), person ${people[primary]}`;
        const number = result.numbers[i]!;
        if (number === null) return;
        const person = people[primary]!;
        expect(personOf.get(number) ?? person, `${story}: number ${number} was another's`).toBe(person);
        expect(numberOf.get(person) ?? number, `${story}: had another number`).toBe(number);
        personOf.set(number, person);
        numberOf.set(person, number);
      });
      const withPicture = new Set(people.filter((_, i) => sightings[i]!.hasPicture));
      for (const person of withPicture)
        expect(numberOf.has(person), `seed ${seed}, event ${event}: ${person}`).toBe(true);
    }
    expect(numberOf.size).toBeGreaterThan(20);
  });
});
