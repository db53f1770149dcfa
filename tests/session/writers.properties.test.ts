import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { parseExcluded } from '../../src/exclusion';
import { EXPRESSIONS } from '../../src/expressions';
import { english } from '../../src/problem';
import { annotations, spansOf } from '../../src/session/annotations';
import { SessionClock, wallTime } from '../../src/session/clock';
import { type Cell, lines } from '../../src/session/csv';
import { nameAt, pseudonym, renamed } from '../../src/session/names';
import { inOrder, pack, packAll, unpack } from '../../src/session/packed-rows';
import { changed, presenceAt } from '../../src/session/presence';
import type { HeldName, SecondRow } from '../../src/session/records';
import { Seconds } from '../../src/session/seconds';
import type { Timeline } from '../../src/session/timeline';
import { isChoice, mayBe, parseSettings } from '../../src/settings';
import { readSettingsFile, writeSettingsFile } from '../../src/settings-file';
import { cases } from '../cases';

/** Where spreadsheets begin cells and formulas, and what stands around them. */
const text = fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠﹦,;|\t\r\n "\'aZ1é\u200b\u0001'), maxLength: 24 });
const share = fc.integer({ min: 0, max: 10_000 }).map((part) => part / 10_000);
const START = 1_800_000_000;

describe('a table', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
  );
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 4 }),
    );

  it('comes back cell by cell, but for the apostrophes of what was a formula', () => {
    fc.assert(
      fc.property(table, (given) => {
        const read = Papa.parse<string[]>(lines(given), { newline: '\r\n', delimiter: ',' }).data.slice(0, -1);
        expect(read.map((row) => row.length)).toEqual(given.map((row) => row.length));
        for (const [i, row] of given.entries())
          for (const [j, one] of row.entries()) {
            const back = read[i]![j]!;
            if (typeof one === 'number') expect(Number(back) === one).toBe(true);
            else if (one === null) expect(back).toBe('');
            else expect(back.replaceAll("'", '')).toBe(one.replaceAll("'", ''));
          }
      }),
      cases(400),
    );
  });

  it('has no formula in any cell, whatever a spreadsheet takes for its separator', () => {
    fc.assert(
      fc.property(text, (name) => {
        const lane = { name, classes: [{ name: 'neutral' }], named: Int8Array.of(0), more: Int8Array.of(-1) };
        const timeline = { start: 0, lanes: [lane] } as unknown as Timeline;
        const files = [lines([['id', name, 0.5]]), annotations(timeline, [{ session: 's', time: 0, word: name }])];
        for (const [file, delimiter] of files.flatMap((one) => [',', ';', '\t', '|'].map((by) => [one, by] as const))) {
          const found = Papa.parse<string[]>(file, { delimiter, newline: '\r\n' }).data.flat();
          for (const one of found)
            expect(one, JSON.stringify({ name, delimiter })).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦]/u);
        }
      }),
      cases(600),
    );
  });
});

const row = fc
  .record({
    second: fc.integer({ min: START, max: START + 100_000 }),
    participant: fc.constantFrom('p1', 'p2', '2/p1', '語'),
    face: fc.integer({ min: 1, max: 100_000 }),
    samples: fc.integer({ min: 1, max: 65_535 }),
    probabilities: fc.option(fc.array(share, { minLength: 8, maxLength: 8 })),
    expression: fc.option(fc.constantFrom(...EXPRESSIONS)),
    score: share,
  })
  .map((one): SecondRow => ({ ...one, session: 's', confidence: one.probabilities && Math.max(...one.probabilities) }));

it('rows come back from the store as they were, in the order of exports', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const sorted = rows.toSorted(inOrder);
      expect(unpack(pack(rows)).toSorted(inOrder)).toEqual(sorted);
      const chunks = packAll(sorted);
      expect(chunks.flatMap(unpack)).toHaveLength(rows.length);
      // No chunk reaches into the next.
      const ends = chunks.map((chunk) => unpack(chunk).map(({ second }) => second));
      for (const [i, seconds] of ends.slice(1).entries()) expect(seconds[0]).toBeGreaterThan(ends[i]!.at(-1)!);
    }),
    cases(200),
  );
});

describe('what holds over time', () => {
  const steps = fc
    .array(fc.tuple(fc.constantFrom('Ann', 'Ben', 'Cem'), fc.integer({ min: 0, max: 5000 })), {
      minLength: 1,
      maxLength: 20,
    })
    .map((list) => {
      let time = START * 1000;
      return list.map(([name, later]) => {
        time += later;
        return { name, time };
      });
    });

  it('is the last name told from the next second on, in order, and never the same twice', () => {
    fc.assert(
      fc.property(steps, (told) => {
        let names: readonly HeldName[] = [];
        for (const { name, time } of told) names = renamed(names, name, time);
        const last = told.at(-1)!;
        expect(nameAt(names, Math.ceil(last.time / 1000) + 1)).toBe(last.name);
        for (const [i, { name, from }] of names.slice(1).entries()) {
          expect(from).toBeGreaterThan(names[i]!.from);
          expect(name).not.toBe(names[i]!.name);
        }
      }),
      cases(300),
    );
  });

  it('is the state that a second ended with, and away before all', () => {
    const states = fc.array(
      fc.tuple(fc.constantFrom('on', 'off', 'away', 'still'), fc.integer({ min: 0, max: 3000 })),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(states, (list) => {
        let time = START * 1000;
        let held: ReturnType<typeof changed> = [];
        const ended = new Map<number, string>();
        for (const [state, later] of list) {
          time += later;
          held = changed(held, state as 'on', time);
          ended.set(Math.floor(time / 1000), state);
        }
        for (const [second, state] of ended) expect(presenceAt(held, second)).toBe(state);
        expect(presenceAt(held, START - 1)).toBe('away');
      }),
      cases(300),
    );
  });

  it('is a clock that goes on, and tells the computer’s again', () => {
    const walks = fc.array(fc.tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: -1e7, max: 1e7 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(walks, (list) => {
        let [steady, offset] = [0, 0];
        const clock = new SessionClock(START * 1000, () => steady);
        let before = clock.at();
        for (const [later, jump] of list) {
          steady += later;
          offset += jump;
          clock.check(START * 1000 + steady + offset);
          expect(clock.at()).toBeGreaterThanOrEqual(before);
          before = clock.at();
          const second = Math.floor(before / 1000) + 1;
          // Less than the tolerance is an adjustment.
          const wall = wallTime({ clockJumps: [...clock.jumps] }, second);
          expect(Math.abs(wall - (second * 1000 + offset))).toBeLessThanOrEqual(2000);
        }
      }),
      cases(300),
    );
  });
});

it('pseudonyms are one for each', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), (one, other) => {
      expect(pseudonym(one) === pseudonym(other)).toBe(one === other);
      expect(pseudonym(one)).toMatch(/^Person [A-Z]+$/);
    }),
    cases(300),
  );
});

it('stretches cover what is not none, once, and no two alike touch', () => {
  fc.assert(
    fc.property(fc.int8Array({ min: -2, max: 3, maxLength: 60 }), (values) => {
      const back = new Int8Array(values.length).fill(-2);
      const spans = spansOf(values, -2);
      for (const { from, to, value } of spans) back.fill(value, from, to);
      expect(back).toEqual(values);
      for (const [i, run] of spans.slice(1).entries())
        expect(run.from > spans[i]!.to || run.value !== spans[i]!.value).toBe(true);
    }),
    cases(300),
  );
});

it('a second is read from whatever readings come, as shares that sum to 1 or as none', () => {
  const number = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(Number.NaN, 0, 1));
  const reading = fc.record({
    time: fc.integer({ min: START * 1000, max: START * 1000 + 5000 }),
    probabilities: fc.option(
      fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }).map((list) => {
        const sum = list.reduce((a, b) => a + b);
        return list.map((one) => one / sum);
      }),
    ),
    expression: fc.option(fc.constantFrom(...EXPRESSIONS)),
    score: number,
    face: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 20 }), (readings) => {
      const seconds = new Seconds('s');
      for (const { time, ...face } of readings)
        seconds.add({
          participantId: 'p',
          time,
          faces: [{ box: { x: 0, y: 0, width: 1, height: 1 }, confidence: 0, ...face }] as never,
        });
      const rows = seconds.takeUntil(Number.POSITIVE_INFINITY);
      expect(rows.reduce((sum, { samples }) => sum + samples, 0)).toBe(readings.length);
      for (const { probabilities, second } of rows) {
        expect(second).toBeGreaterThanOrEqual(START);
        if (probabilities) expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      }
    }),
    cases(200),
  );
});

describe('settings', () => {
  it('are valid whatever was stored', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        for (const [name, value] of Object.entries(parseSettings(stored)))
          if (isChoice(name)) expect(mayBe(name, value)).toBe(true);
      }),
      cases(500),
    );
  });

  it('come out of a file as they went in; of any other file nothing is taken, with a sentence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"facet":"settings","version":1,"settings":${json}}`),
        ),
        (file) => {
          const read = readSettingsFile(file);
          if (!read.ok) expect(english(read.problem)).toMatch(/Nothing was changed\.$/);
          else
            for (const [name, value] of Object.entries(read.choices)) expect(mayBe(name as 'mode', value)).toBe(true);
        },
      ),
      cases(500),
    );
    const settings = parseSettings({ smoothing: 'calm', keepDays: 30 });
    const { consent: _, ...choices } = settings;
    expect(readSettingsFile(writeSettingsFile(settings))).toEqual({ ok: true, choices, unknown: [] });
  });

  it('of who is left out are texts or nothing, whatever was stored', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        for (const { site, key, name } of parseExcluded(stored)) {
          expect(typeof site).toBe('string');
          for (const one of [key, name]) expect(one === null || typeof one === 'string').toBe(true);
        }
      }),
      cases(500),
    );
  });
});
