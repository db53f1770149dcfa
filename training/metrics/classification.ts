/** Measures of a classifier, from probabilities and true classes. Pure. */

/** How well answers agree with the truth, of all pictures and of each class. */
export interface Measures {
  readonly count: number;
  readonly correct: number;
  readonly accuracy: number;
  /** 95 % Wilson interval of the accuracy (Wilson 1927). */
  readonly interval: readonly [low: number, high: number];
  /** Mean F1 over the classes that occur. */
  readonly macroF1: number;
  readonly perClass: readonly ClassMeasures[];
  /** confusion[truth][answer] */
  readonly confusion: readonly (readonly number[])[];
  /** Expected calibration error, 15 bins of equal width (Guo et al. 2017, https://arxiv.org/abs/1706.04599). */
  readonly ece: number;
  readonly reliability: readonly ReliabilityBin[];
}

/** Of one class, shares from 0 to 1. */
export interface ClassMeasures {
  readonly count: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

interface ReliabilityBin {
  readonly count: number;
  readonly confidence: number;
  readonly accuracy: number;
}

/** Bins of equal width, of a calibration error. */
export const BINS = 15;

/** Wilson's interval (1927) of 95 % for a share. @returns [lowest, highest], 0 to 1 */
export function wilson(correct: number, count: number): readonly [number, number] {
  if (count === 0) return [0, 1];
  const z = 1.959964;
  const p = correct / count;
  const middle = p + (z * z) / (2 * count);
  const half = z * Math.sqrt((p * (1 - p)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  // Within 0 and 1 but for rounding.
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

/**
 * @param probabilities `classes` values per example
 * @param truths class index per example
 */
export function measure(probabilities: Float32Array, truths: ArrayLike<number>, classes: number): Measures {
  const count = truths.length;
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const bins = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, correct: 0 }));
  let correct = 0;
  for (let i = 0; i < count; i++) {
    let best = 0;
    for (let k = 1; k < classes; k++)
      if (probabilities[i * classes + k]! > probabilities[i * classes + best]!) best = k;
    const confidence = probabilities[i * classes + best]!;
    const hit = best === truths[i] ? 1 : 0;
    correct += hit;
    confusion[truths[i]!]![best]!++;
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
    bin.count++;
    bin.confidence += confidence;
    bin.correct += hit;
  }
  const perClass = confusion.map((row, k): ClassMeasures => {
    const truth = row.reduce((a, b) => a + b, 0);
    const answered = confusion.reduce((sum, r) => sum + r[k]!, 0);
    const hits = row[k]!;
    return {
      count: truth,
      precision: answered ? hits / answered : 0,
      recall: truth ? hits / truth : 0,
      f1: truth + answered ? (2 * hits) / (truth + answered) : 0,
    };
  });
  const occurring = perClass.filter((c) => c.count > 0);
  return {
    count,
    correct,
    accuracy: count ? correct / count : 0,
    interval: wilson(correct, count),
    macroF1: occurring.length ? occurring.reduce((sum, c) => sum + c.f1, 0) / occurring.length : 0,
    perClass,
    confusion,
    ece: count ? bins.reduce((sum, b) => sum + Math.abs(b.confidence - b.correct), 0) / count : 0,
    reliability: bins.map((b) => ({
      count: b.count,
      confidence: b.count ? b.confidence / b.count : 0,
      accuracy: b.count ? b.correct / b.count : 0,
    })),
  };
}

/** Probabilities of logits divided by `temperature`. */
export function softmax(logits: Float32Array, classes: number, temperature = 1): Float32Array {
  const out = new Float32Array(logits.length);
  for (let at = 0; at < logits.length; at += classes) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) largest = Math.max(largest, logits[at + k]!);
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += out[at + k] = Math.exp((logits[at + k]! - largest) / temperature);
    for (let k = 0; k < classes; k++) out[at + k]! /= sum;
  }
  return out;
}
