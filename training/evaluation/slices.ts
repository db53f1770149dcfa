/** Accuracy by kind of picture: light, contrast, sharpness, and how far its taggers agreed. Pure. */
import { sharpness } from '../../src/engine/quality';
import { wilson } from '../metrics/classification';

/** Measures of a part of the pictures. */
export interface Slice {
  /** What the pictures have in common, in words. */
  readonly name: string;
  readonly count: number;
  readonly accuracy: number;
  readonly interval: readonly [number, number];
}

/** The pictures, divided in one way. */
export interface Slicing {
  readonly by: string;
  readonly slices: readonly Slice[];
}

interface Judged {
  /** INPUT_AREA grey levels, 0 to 255. */
  readonly picture: Uint8Array;
  readonly right: boolean;
  /** Votes of ten for the label. */
  readonly agreement?: number;
}

const QUARTERS = ['lowest quarter', 'second quarter', 'third quarter', 'highest quarter'] as const;

/** Measures of all parts, by every way in which the pictures are divided. */
export function slicings(judged: readonly Judged[]): Slicing[] {
  const quarters = [
    byQuarters('brightness (mean grey level)', judged, ({ picture }) => mean(picture), 0),
    byQuarters('contrast (standard deviation of grey levels)', judged, ({ picture }) => deviation(picture), 0),
    byQuarters('sharpness (share of fine detail)', judged, ({ picture }) => sharpness(Float32Array.from(picture)), 2),
  ];
  return [...quarters, ...byAgreement(judged)];
}

function byQuarters(by: string, judged: readonly Judged[], value: (one: Judged) => number, digits: number): Slicing {
  const sorted = judged.map((one) => ({ one, value: value(one) })).sort((a, b) => a.value - b.value);
  const slices = QUARTERS.flatMap((name, q) => {
    const part = sorted.slice((q * sorted.length) / 4, ((q + 1) * sorted.length) / 4);
    if (part.length === 0) return [];
    const [from, to] = [part[0]!, part.at(-1)!].map(({ value }) => value.toFixed(digits));
    return [
      slice(
        `${name}: ${from} to ${to}`,
        part.map(({ one }) => one),
      ),
    ];
  });
  return { by, slices };
}

function byAgreement(judged: readonly Judged[]): Slicing[] {
  const votes = [...new Set(judged.flatMap(({ agreement }) => agreement ?? []))].sort((a, b) => b - a);
  if (votes.length === 0) return [];
  const slices = votes.map((count) =>
    slice(
      `${count} of 10`,
      judged.filter(({ agreement }) => agreement === count),
    ),
  );
  return [{ by: 'votes for the label', slices }];
}

function slice(name: string, judged: readonly Judged[]): Slice {
  const correct = judged.filter(({ right }) => right).length;
  return { name, count: judged.length, accuracy: correct / judged.length, interval: wilson(correct, judged.length) };
}

const mean = (values: Uint8Array) => values.reduce((a, b) => a + b, 0) / values.length;

function deviation(values: Uint8Array): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / values.length);
}
