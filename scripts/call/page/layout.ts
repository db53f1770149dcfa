/** CSS pixels within the stage. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Layout = 'grid' | 'spotlight' | 'sidebar';

const GAP = 12;
const RATIO = 16 / 9;

/** Where `count` tiles go; in spotlight and sidebar the first is the large one. */
export function arrange(layout: Layout, count: number, stage: Size): Place[] {
  if (count <= 1 || layout === 'grid') return grid(count, stage);
  const [first, second] = SPLITS[layout](stage);
  return [large(first), ...grid(count - 1, second).map((place) => shifted(place, second))];
}

/** The stage in two, one large tile's part first. */
const SPLITS: Readonly<Record<Exclude<Layout, 'grid'>, (stage: Size) => readonly [Place, Place]>> = {
  spotlight: ({ width, height }) => {
    const strip = Math.round(height * 0.24);
    return [
      { left: 0, top: 0, width, height: height - strip - GAP },
      { left: 0, top: height - strip, width, height: strip },
    ];
  },
  sidebar: ({ width, height }) => {
    const column = Math.round(width * 0.24);
    return [
      { left: 0, top: 0, width: width - column - GAP, height },
      { left: width - column, top: 0, width: column, height },
    ];
  },
};

/** As many columns as give the largest tiles; a last row that is not full stands in the middle. */
function grid(count: number, { width, height }: Size): Place[] {
  let best = { columns: 1, tile: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = Math.min((width - GAP * (columns - 1)) / columns, ((height - GAP * (rows - 1)) / rows) * RATIO);
    if (tile > best.tile) best = { columns, tile };
  }
  const { columns } = best;
  const rows = Math.ceil(count / columns);
  const [w, h] = [Math.floor(best.tile), Math.floor(best.tile / RATIO)];
  const top = (height - rows * h - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = (width - inRow * w - (inRow - 1) * GAP) / 2;
    return { left: left + (i % columns) * (w + GAP), top: top + row * (h + GAP), width: w, height: h };
  });
}

function large(space: Place): Place {
  return shifted(grid(1, space)[0]!, space);
}

function shifted(place: Place, by: Place): Place {
  return { ...place, left: place.left + by.left, top: place.top + by.top };
}
