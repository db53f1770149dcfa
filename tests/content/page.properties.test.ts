import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersection } from '../../src/box';
import { placeLabels } from '../../src/content/overlay/label-placement';
import { fitPicture, parsePosition, placePart } from '../../src/content/overlay/placement';
import { matchSightings, NOBODY_KNOWN } from '../../src/content/participant-matching';
import type { Sighting } from '../../src/content/sighting';
import { readName } from '../../src/sites/name';
import { cases } from '../cases';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const rect = fc.record({ x: number(-500, 2000), y: number(-500, 2000), width: number(1, 900), height: number(1, 900) });

describe('a name', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'Ann ()（）[]-–·,;:/you hostDu\u200b\u3164\n\t👩✋'), maxLength: 40 }),
  );

  it('is something to see, on one line and short, whatever the text', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(true, false, null), (given, own) => {
        const { name } = readName(given, own);
        if (name === null) return;
        expect(name).toBe(name.trim());
        expect(name).not.toMatch(/[\n\r\t\u202a-\u202e\u2066-\u2069]/);
        expect(name).toMatch(/[^\s\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
        expect(name.length).toBeLessThanOrEqual(400);
      }),
      cases(1000),
    );
  });

  it('of somebody else is never the user’s', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(readName(given, false).self).toBe(false);
      }),
      cases(500),
    );
  });
});

describe('who is who', () => {
  const sighting: fc.Arbitrary<Sighting> = fc.record({
    key: fc.option(fc.constantFrom('a', 'b', 'c')),
    name: fc.option(fc.constantFrom('Ann', 'Ben', 'Cem')),
    isSelf: fc.boolean(),
    media: fc.option(fc.integer({ min: 1, max: 6 })),
    anchors: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }),
    place: rect,
    hasPicture: fc.boolean(),
    isEmpty: fc.boolean(),
  });
  const scans = fc.array(fc.uniqueArray(sighting, { maxLength: 5, selector: ({ key }) => key ?? Symbol('nobody’s') }), {
    minLength: 1,
    maxLength: 8,
  });

  it('is nobody twice in one scan, and whoever has a key keeps their number while they have it', () => {
    fc.assert(
      fc.property(scans, (list) => {
        let known = NOBODY_KNOWN;
        const byKey = new Map<string, number>();
        for (const [i, sightings] of list.entries()) {
          const { known: next, numbers } = matchSightings(known, sightings, i * 300);
          expect(numbers).toHaveLength(sightings.length);
          const given = numbers.filter((one) => one !== null);
          expect(new Set(given).size).toBe(given.length);
          expect(next.given).toBeGreaterThanOrEqual(known.given);
          for (const [j, { key }] of sightings.entries()) {
            const mine = numbers[j] ?? null;
            if (key === null || mine === null) continue;
            if (byKey.has(key)) expect(mine).toBe(byKey.get(key));
            byKey.set(key, mine);
          }
          known = next;
        }
      }),
      cases(300),
    );
  });
});

describe('the overlay', () => {
  const fitting = fc.record({
    fit: fc.constantFrom('fill', 'contain', 'cover', 'none', 'scale-down'),
    x: fc.record({ share: number(0, 1), pixels: number(-50, 50) }),
    y: fc.record({ share: number(0, 1), pixels: number(-50, 50) }),
    flip: fc.record({ x: fc.boolean(), y: fc.boolean() }),
    insets: fc.record({ left: number(0, 9), top: number(0, 9), right: number(0, 9), bottom: number(0, 9) }),
    layoutWidth: fc.oneof(fc.constant(0), number(1, 900)),
  });
  const size = fc.record({ width: number(1, 4000), height: number(1, 4000) });

  it('keeps a picture’s shape, all of it where it is contained, and fills what it covers', () => {
    fc.assert(
      fc.property(size, size, fitting, (content, picture, one) => {
        const { width, height } = fitPicture(content, picture, one as never);
        if (one.fit !== 'fill') expect(width / height / (picture.width / picture.height)).toBeCloseTo(1, 6);
        const slack = 1e-6 * Math.max(content.width, content.height);
        if (one.fit === 'contain' || one.fit === 'scale-down') {
          expect(width).toBeLessThanOrEqual(content.width + slack);
          expect(height).toBeLessThanOrEqual(content.height + slack);
        }
        if (one.fit === 'cover') {
          expect(width).toBeGreaterThanOrEqual(content.width - slack);
          expect(height).toBeGreaterThanOrEqual(content.height - slack);
        }
      }),
      cases(500),
    );
  });

  it('puts a part where the picture has it, in numbers, mirrored or not', () => {
    const part = fc.record({ x: number(0, 1), y: number(0, 1), width: number(0, 1), height: number(0, 1) });
    fc.assert(
      fc.property(part, rect, size, fitting, (one, element, picture, how) => {
        for (const value of Object.values(placePart(one, element, picture, how as never)))
          expect(Number.isFinite(value)).toBe(true);
      }),
      cases(500),
    );
  });

  it('reads any position that a style gives', () => {
    const css = fc.string({ unit: fc.constantFrom(...'calc(10% - 2.5px)+ '), maxLength: 30 });
    fc.assert(
      fc.property(css, (given) => {
        for (const { share, pixels } of Object.values(parsePosition(given)))
          expect([typeof share, typeof pixels]).toEqual(['number', 'number']);
      }),
      cases(500),
    );
  });

  it('places each label in its tile, over no face, no other label and nothing that is taken', () => {
    const tile = fc.record({
      frame: rect,
      faces: fc.array(rect, { maxLength: 4 }),
      sizes: fc.array(fc.record({ width: number(10, 200), height: number(10, 30) }), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(tile, { maxLength: 3 }), fc.array(rect, { maxLength: 2 }), (tiles, taken) => {
        const wanted = tiles.map(({ frame, faces, sizes }, i) => ({
          frame,
          faces,
          labels:
            faces.length > 0
              ? faces.map((face, j) => ({ id: `${i}/${j}`, sizes, face, last: null }))
              : [{ id: `${i}`, sizes, face: null, last: null }],
        }));
        const placed = [...placeLabels(wanted, taken)].map(([id, { rect: at }]) => ({
          at,
          frame: tiles[Number.parseInt(id, 10)]!.frame,
        }));
        const faces = tiles.flatMap((one) => one.faces.flatMap((face) => intersection(face, one.frame) ?? []));
        for (const [i, { at, frame }] of placed.entries()) {
          expect(at.x).toBeGreaterThanOrEqual(frame.x - 1e-6);
          expect(at.x + at.width).toBeLessThanOrEqual(frame.x + frame.width + 1e-6);
          expect(at.y).toBeGreaterThanOrEqual(frame.y - 1e-6);
          expect(at.y + at.height).toBeLessThanOrEqual(frame.y + frame.height + 1e-6);
          for (const other of [...faces, ...taken, ...placed.slice(i + 1).map((one) => one.at)]) {
            const both = intersection(at, other);
            expect(both === null || Math.min(both.width, both.height) < 1e-6).toBe(true);
          }
        }
      }),
      cases(200),
    );
  });
});
