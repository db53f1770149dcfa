import { describe, expect, it } from 'vitest';
import { mulberry } from '../../scripts/mulberry';
import { CORNERS } from '../../src/badge-style';
import { intersection } from '../../src/box';
import { placeLabels, type TileToLabel } from '../../src/content/overlay/label-placement';
import type { Rect } from '../../src/content/overlay/placement';

const SIZES = [
  { width: 130, height: 20 },
  { width: 62, height: 20 },
  { width: 20, height: 20 },
];

const label = (id: string, face: Rect | null, last: TileToLabel['labels'][number]['last'] = null) => ({
  id,
  sizes: SIZES,
  face,
  last,
});

describe('labels', () => {
  /** A grid of tiles, 100 to 500 px wide, with none to five faces each, also over the edges and over each other. */
  function layout(random: () => number): TileToLabel[] {
    const between = (from: number, to: number) => from + random() * (to - from);
    const frame = { width: between(100, 500), height: between(56, 300) };
    const overlap = random() < 0.3 ? 40 : 0;
    const corner = CORNERS[Math.floor(random() * CORNERS.length)]!;
    return Array.from({ length: Math.ceil(random() * 6) }, (_, i) => {
      const place = { x: (i % 3) * (frame.width - overlap), y: Math.floor(i / 3) * frame.height, ...frame };
      const faces = Array.from({ length: Math.floor(random() * 6) }, () => {
        const side = between(15, frame.height);
        return {
          x: place.x + between(-side / 2, frame.width - side / 2),
          y: place.y + between(-side / 2, frame.height - side / 2),
          width: side * 0.8,
          height: side,
        };
      });
      const last = () =>
        random() < 0.5 ? null : { form: Math.floor(random() * 3), dx: between(-60, 60), dy: between(-60, 60) };
      const labels =
        faces.length < 2 ? [label(`${i}`, null, last())] : faces.map((face, n) => label(`${i} ${n}`, face, last()));
      return { frame: place, corner, faces, labels };
    });
  }

  it('cover neither each other nor a face nor what is taken, and stay in their tile: 600 random layouts', () => {
    const random = mulberry(17);
    const taken = [{ x: 200, y: 0, width: 260, height: 20 }];
    let wanted = 0;
    let shown = 0;
    for (let round = 0; round < 600; round++) {
      const tiles = layout(random);
      const placed = placeLabels(tiles, taken);
      const rects = [...placed.values()].map(({ rect }) => rect);
      const obstacles = [
        ...taken,
        ...tiles.flatMap(({ faces, frame }) => faces.flatMap((face) => intersection(face, frame) ?? [])),
      ];
      const covered = rects.flatMap((rect, i) =>
        [...rects.slice(i + 1), ...obstacles].filter((other) => intersection(rect, other) !== null),
      );
      expect(covered, `round ${round}`).toEqual([]);
      for (const { frame, labels } of tiles) {
        for (const { id } of labels) {
          const rect = placed.get(id)?.rect;
          wanted++;
          if (!rect) continue;
          shown++;
          expect(isWithin(rect, frame), `round ${round}`).toBe(true);
        }
      }
    }
    // Faces that fill their tile leave no room.
    expect(shown / wanted).toBeGreaterThan(0.6);
  });

  it('stand nearest to their own face', () => {
    const random = mulberry(4);
    for (let round = 0; round < 200; round++) {
      const tiles = layout(random);
      const placed = placeLabels(tiles);
      for (const { faces, labels } of tiles) {
        for (const { id, face } of labels) {
          const rect = placed.get(id)?.rect;
          if (!rect || !face) continue;
          const nearest = Math.min(...faces.map((other) => distance(rect, other)));
          expect(distance(rect, face)).toBeCloseTo(nearest, 6);
        }
      }
    }
  });

  it('are as full as the tile has room for, and all of a tile alike', () => {
    const forms = (width: number) => {
      const faces = [0.1, 0.6].map((x) => ({ x: x * width, y: 30, width: 0.3 * width, height: 0.36 * width }));
      const tile = {
        frame: { x: 0, y: 0, width, height: Math.max(64, width * 0.5625) },
        faces,
        labels: faces.map((face, i) => label(`${i}`, face)),
      };
      return [...placeLabels([tile]).values()].map(({ form }) => form);
    };
    expect(forms(640)).toEqual([0, 0]);
    expect(forms(200)).toEqual([1, 1]);
    expect(forms(100)).toEqual([2, 2]);
  });

  it('find the one place that is left', () => {
    const frame = { x: 0, y: 0, width: 300, height: 100 };
    const faces = [
      { x: 0, y: 0, width: 250, height: 100 },
      { x: 250, y: 0, width: 50, height: 60 },
    ];
    const placed = placeLabels([{ frame, faces, labels: [label('a', null)] }]);
    const { rect, form } = placed.get('a')!;
    expect(form).toBe(2);
    expect(rect.x).toBeGreaterThan(250);
    expect(rect.y).toBeGreaterThan(60);
  });

  it('leave a face that fills its tile without one', () => {
    const frame = { x: 0, y: 0, width: 300, height: 200 };
    expect(placeLabels([{ frame, faces: [frame], labels: [label('a', null)] }]).size).toBe(0);
  });

  it('keep their side and their form while a face trembles', () => {
    const frame = { x: 0, y: 0, width: 160, height: 90 };
    const at = (x: number, last: TileToLabel['labels'][number]['last']) => {
      const face = { x, y: 26, width: 40, height: 50 };
      const other = { x: 110, y: 26, width: 40, height: 50 };
      const labels = [label('a', face, last), label('b', other, last && { ...last })];
      return { face, placed: placeLabels([{ frame, faces: [face, other], labels }]).get('a')! };
    };
    let { face, placed } = at(20, null);
    const forms = new Set<number>();
    const sides = new Set<boolean>();
    for (let i = 0; i < 40; i++) {
      const last = { form: placed.form, dx: placed.rect.x - face.x, dy: placed.rect.y - face.y };
      ({ face, placed } = at(20 + (i % 2) * 3, last));
      forms.add(placed.form);
      sides.add(placed.rect.y < face.y);
    }
    expect(forms.size).toBe(1);
    expect(sides.size).toBe(1);
  });
});

function isWithin(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function distance(a: Rect, b: Rect): number {
  const x = Math.max(a.x - b.x - b.width, b.x - a.x - a.width, 0);
  const y = Math.max(a.y - b.y - b.height, b.y - a.y - a.height, 0);
  return Math.hypot(x, y);
}
