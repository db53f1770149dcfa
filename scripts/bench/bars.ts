/** Which way a bar is better. */
export type Limit = { readonly atMost: number } | { readonly atLeast: number };

/** One thing that is measured, and how good it must be. */
export type Goal = Limit & {
  readonly name: string;
  readonly unit: string;
  /** What would be better still. */
  readonly aim: number;
};

/** Every bar of the bench, in the order in which it is printed. */
export const GOALS = {
  human: {
    name: 'a sampled frame of a moving face, against human 3.3.6 (detector and emotion, caching off)',
    unit: '×',
    atMost: 1 / 6,
    aim: 1 / 10,
  },
  faceApi: {
    name: 'a sampled frame of a moving face, against face-api 1.7.15 (tiny 224 and expressions)',
    unit: '×',
    atMost: 1 / 5.5,
    aim: 1 / 9,
  },
  network: { name: 'the network alone, against a plain one of 65 MFLOP', unit: '×', atMost: 1.2, aim: 0.8 },
  moving: { name: '4 participants who move, 5 readings a second each', unit: '% of a core', atMost: 20, aim: 10 },
  still: { name: '4 participants who sit still, 5 readings a second each', unit: '% of a core', atMost: 8, aim: 4 },
  crowdRate: { name: '16 participants who move, within one core', unit: 'readings/s each', atLeast: 4, aim: 8 },
  crowdCost: { name: 'a face in a tick of 16, against one in a tick of 1', unit: '×', atMost: 0.75, aim: 0.5 },
  page: { name: 'the call page’s main thread per sampled frame, p95', unit: 'ms', atMost: 2, aim: 1 },
  opening: { name: 'opening until the first answer, against the faster peer', unit: '×', atMost: 1.3, aim: 1 },
  start: { name: 'Start until the first badge, warm browser, against 6d9e041', unit: '×', atMost: 0.7, aim: 0.5 },
  bytes: { name: 'read from disk until a call’s first reading', unit: 'MB', atMost: 6, aim: 4 },
  memory: { name: 'memory of the offscreen document, minute 30 against minute 2', unit: '% more', atMost: 5, aim: 0 },
  readings: {
    name: 'readings of followed faces, against detector and network at every picture',
    unit: 'points off',
    atMost: 0.3,
    aim: 0,
  },
  boxes: {
    name: 'boxes of followed faces, against the detector at every picture, p90',
    unit: '% of a face’s width',
    atMost: 3,
    aim: 1,
  },
} as const satisfies Readonly<Record<string, Goal>>;

export type BarName = keyof typeof GOALS;

/** What was measured of it: a number and how it came about, or why there is none. */
export type Measurement = { readonly value: number; readonly how: string } | { readonly notMeasured: string };

/** What was measured of some bars. */
export type Measurements = Partial<Record<BarName, Measurement>>;

export interface Bar {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly aim: number;
  /** How it was measured, or why it was not. */
  readonly how: string;
}

export function barsOf(measured: Measurements): Bar[] {
  return Object.entries<Goal>(GOALS).map(([key, goal]) => {
    const measurement = measured[key as BarName] ?? { notMeasured: 'left out of this run' };
    return 'value' in measurement
      ? { ...goal, ...measurement }
      : { ...goal, value: null, how: `not measured: ${measurement.notMeasured}` };
  });
}

/** null where it was not measured. */
export function isReached({ value, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }: Bar) {
  return value === null ? null : value >= atLeast && value <= atMost;
}

/** A number as people read it: ratios below 1 as a part of one. */
export function inWords(value: number | null, unit: string): string {
  if (value === null) return 'not measured';
  if (unit === '×') return value < 0.7 ? `1/${(1 / value).toFixed(1)}` : `${value.toFixed(2)} ×`;
  return `${value.toFixed(Math.abs(value) < 10 ? 1 : 0)} ${unit}`;
}
