import type { Box } from '../box';
import { isPlausible } from './detected-face';
import type { GraphDescription, NetworkRunner } from './graph';
import type { DetectedFace, Point, Quarters } from './types';

/** Where a range's anchors lie: of each grid, its columns, and how many anchors each of its cells has. */
const GRIDS = {
  short: [
    { columns: 16, each: 2 },
    { columns: 8, each: 6 },
  ],
  full: [{ columns: 48, each: 1 }],
} as const;
/** Least score, and the overlap (intersection over union) of what is one face: MediaPipe's own. */
const LEAST = 0.5;
const SAME = 0.3;
/** Box, and six keypoints: right eye, left eye (the person's), nose tip, mouth, two ears. */
const NUMBERS = 16;
const KEYPOINTS = 6;

/** One anchor's answer: middle, size and keypoints in fractions of the network's input, and the score. */
interface Candidate {
  readonly numbers: Float32Array;
  readonly score: number;
}

/**
 * BlazeFace (Bazarevsky et al. 2019, https://arxiv.org/abs/1907.05047) on the back end that reads expressions too. It gives
 * what MediaPipe's FaceDetector gives with the same network: tests/parity holds both together.
 */
export class BlazeFace {
  private readonly anchors: Float32Array;
  private readonly letterbox: Letterbox;
  private readonly input: Float32Array;

  /** @param network with the weights of that range. */
  constructor(
    private readonly network: NetworkRunner,
    range: keyof typeof GRIDS,
  ) {
    this.anchors = anchorsOf(GRIDS[range]);
    this.letterbox = new Letterbox(network.side);
    this.input = new Float32Array(3 * network.side ** 2);
  }

  /** Faces, the surest first, in fractions of the picture. @param quarters how faces lie in it. */
  async detect(picture: ImageData, quarters: Quarters = 0): Promise<DetectedFace[]> {
    this.letterbox.fill(picture, quarters, this.input);
    const [numbers, scores] = (await this.network.run(this.input)) as [Float32Array, Float32Array];
    return suppressed(this.candidates(numbers, scores))
      .map((candidate) => inPicture(candidate, picture, quarters))
      .filter(isPlausible);
  }

  dispose(): void {
    this.network.dispose();
  }

  private candidates(numbers: Float32Array, scores: Float32Array): Candidate[] {
    const { side } = this.network;
    const found: Candidate[] = [];
    for (let i = 0; i < scores.length; i++) {
      const score = 1 / (1 + Math.exp(-scores[i]!));
      if (!(score >= LEAST)) continue;
      const own = numbers.slice(i * NUMBERS, (i + 1) * NUMBERS);
      for (let k = 0; k < NUMBERS; k++) {
        // Width and height are no places.
        const anchor = k === 2 || k === 3 ? 0 : this.anchors[2 * i + (k % 2)]!;
        own[k] = own[k]! / side + anchor;
      }
      found.push({ numbers: own, score });
    }
    return found.sort((a, b) => b.score - a.score);
  }
}

/** @param url of a network's description. */
export function graphFiles(url: string): { readonly description: string; readonly weights: string } {
  return { description: url, weights: url.replace(/\.json$/, '.bin') };
}

/** @param url of a network's .json; the .bin lies beside it. @param read a file's bytes. @throws what `read` throws, or where it is damaged. */
export async function loadGraph(
  url: string,
  read: (url: string) => Promise<ArrayBuffer>,
): Promise<{ description: GraphDescription; weights: Float16Array }> {
  const files = graphFiles(url);
  const [description, weights] = await Promise.all([read(files.description), read(files.weights)]);
  return {
    description: JSON.parse(new TextDecoder().decode(description)) as GraphDescription,
    weights: new Float16Array(weights),
  };
}

/** Middles of the cells, as fractions. */
function anchorsOf(grids: readonly { readonly columns: number; readonly each: number }[]): Float32Array {
  const anchors: number[] = [];
  for (const { columns, each } of grids) {
    for (let row = 0; row < columns; row++) {
      for (let column = 0; column < columns; column++) {
        for (let i = 0; i < each; i++) anchors.push((column + 0.5) / columns, (row + 0.5) / columns);
      }
    }
  }
  return Float32Array.from(anchors);
}

/** Where the input's rows or columns lie along one side of the picture. */
class Samples {
  /** The pixel before each, −1 for those that lie beyond the picture; how far behind it they lie; and how far its next one is. */
  readonly at: Int32Array;
  readonly beyond: Float64Array;
  readonly next: Int32Array;

  constructor(private readonly side: number) {
    this.at = new Int32Array(side);
    this.beyond = new Float64Array(side);
    this.next = new Int32Array(side);
  }

  /** @param size of the picture's side, pixels. @param step pixels from one to the next. @param stride numbers between two pixels. */
  lay(size: number, step: number, stride: number): void {
    const { side, at, beyond, next } = this;
    for (let i = 0; i < side; i++) {
      const place = size / 2 + (i - side / 2) * step;
      const inside = Math.min(size - 1, place);
      const pixel = Math.trunc(inside);
      at[i] = place < 0 || place >= size ? -1 : pixel * stride;
      beyond[i] = inside - pixel;
      next[i] = pixel + 1 < size ? stride : 0;
    }
  }
}

/**
 * Turns a picture upright, as large as fits in the middle of the input, −1 to 1, black about it. Sampled
 * as MediaPipe does, bilinearly and from the pixels' corners: half a step beside where one would expect, its keypoints
 * are off by up to a tenth of a face.
 */
class Letterbox {
  private readonly rows: Samples;
  private readonly columns: Samples;

  /** @param side of the input. */
  constructor(private readonly side: number) {
    this.rows = new Samples(side);
    this.columns = new Samples(side);
  }

  fill({ data, width, height }: ImageData, quarters: Quarters, into: Float32Array): void {
    const { side, rows, columns } = this;
    const scale = Math.max(width, height) / side;
    // A quarter to the left or right, and the input's rows lie along the picture's columns.
    const [across, down] = quarters % 2 === 0 ? [columns, rows] : [rows, columns];
    across.lay(width, quarters === 0 || quarters === 3 ? scale : -scale, 4);
    down.lay(height, quarters < 2 ? scale : -scale, 4 * width);
    const { at, beyond, next } = columns;
    for (let row = 0, i = 0; row < side; row++) {
      const start = rows.at[row]!;
      if (start < 0) {
        into.fill(-1, i, i + 3 * side);
        i += 3 * side;
        continue;
      }
      const fy = rows.beyond[row]!;
      const below = rows.next[row]!;
      for (let column = 0; column < side; column++, i += 3) {
        if (at[column]! < 0) {
          into[i] = into[i + 1] = into[i + 2] = -1;
          continue;
        }
        const fx = beyond[column]!;
        const upper = start + at[column]!;
        const upperNext = upper + next[column]!;
        const lower = upper + below;
        const lowerNext = upperNext + below;
        for (let c = 0; c < 3; c++) {
          const above = data[upper + c]! + fx * (data[upperNext + c]! - data[upper + c]!);
          const under = data[lower + c]! + fx * (data[lowerNext + c]! - data[lower + c]!);
          into[i + c] = (above + fy * (under - above)) / 127.5 - 1;
        }
      }
    }
  }
}

/** BlazeFace's own suppression: what overlaps the surest is blended with it, weighted by the scores. */
function suppressed(candidates: readonly Candidate[]): Candidate[] {
  const faces: Candidate[] = [];
  let rest = candidates;
  while (rest.length > 0) {
    const [surest] = rest as [Candidate, ...Candidate[]];
    const same = rest.filter((candidate) => shared(candidate, surest) > SAME);
    const total = same.reduce((sum, { score }) => sum + score, 0);
    if (total === 0) break;
    const numbers = surest.numbers.map(
      (_, k) => same.reduce((sum, candidate) => sum + candidate.score * candidate.numbers[k]!, 0) / total,
    );
    faces.push({ numbers, score: surest.score });
    rest = rest.filter((candidate) => !same.includes(candidate));
  }
  return faces;
}

/** Intersection over union; 1 of a candidate with itself. */
function shared(a: Candidate, b: Candidate): number {
  if (a === b) return 1;
  const [p, q] = [a.numbers, b.numbers];
  const along = (k: number) =>
    Math.min(p[k]! + p[k + 2]! / 2, q[k]! + q[k + 2]! / 2) - Math.max(p[k]! - p[k + 2]! / 2, q[k]! - q[k + 2]! / 2);
  const both = Math.max(0, along(0)) * Math.max(0, along(1));
  return both / (p[2]! * p[3]! + q[2]! * q[3]! - both);
}

/** From fractions of the upright input to fractions of the picture. */
function inPicture({ numbers, score }: Candidate, { width, height }: ImageData, quarters: Quarters): DetectedFace {
  const side = Math.max(width, height);
  const [cos, sin] = [Math.round(Math.cos((quarters * Math.PI) / 2)), Math.round(Math.sin((quarters * Math.PI) / 2))];
  const place = (k: number): Point => {
    const [u, v] = [(numbers[k]! - 0.5) * side, (numbers[k + 1]! - 0.5) * side];
    return { x: 0.5 + (u * cos - v * sin) / width, y: 0.5 + (u * sin + v * cos) / height };
  };
  const middle = place(0);
  const [across, down] = quarters % 2 === 0 ? [2, 3] : [3, 2];
  const size = { width: (numbers[across]! * side) / width, height: (numbers[down]! * side) / height };
  const box: Box = { x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size };
  const [leftEye, rightEye, nose, mouth] = Array.from({ length: KEYPOINTS }, (_, k) => place(4 + 2 * k)) as [
    Point,
    Point,
    Point,
    Point,
  ];
  return { box, leftEye, rightEye, nose, mouth, score, quarters };
}
