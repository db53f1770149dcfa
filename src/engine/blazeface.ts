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
  private readonly input: Float32Array;

  /** @param network with the weights of that range. */
  constructor(
    private readonly network: NetworkRunner,
    range: keyof typeof GRIDS,
  ) {
    this.anchors = anchorsOf(GRIDS[range]);
    this.input = new Float32Array(3 * network.side ** 2);
  }

  /** Faces, the surest first, in fractions of the picture. @param quarters how faces lie in it. */
  async detect(picture: ImageData, quarters: Quarters = 0): Promise<DetectedFace[]> {
    letterbox(picture, quarters, this.network.side, this.input);
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

/**
 * The picture turned upright, as large as fits in the middle of the input, −1 to 1, black about it. Sampled
 * as MediaPipe does, bilinearly and from the pixels' corners: half a step beside where one would expect, its keypoints
 * are off by up to a tenth of a face.
 */
function letterbox({ data, width, height }: ImageData, quarters: Quarters, side: number, into: Float32Array): void {
  const scale = Math.max(width, height) / side;
  const [cos, sin] = [Math.round(Math.cos((quarters * Math.PI) / 2)), Math.round(Math.sin((quarters * Math.PI) / 2))];
  for (let row = 0, i = 0; row < side; row++) {
    const v = (row - side / 2) * scale;
    for (let column = 0; column < side; column++, i += 3) {
      const u = (column - side / 2) * scale;
      const x = width / 2 + u * cos - v * sin;
      const y = height / 2 + u * sin + v * cos;
      if (x < 0 || y < 0 || x >= width || y >= height) {
        into[i] = into[i + 1] = into[i + 2] = -1;
        continue;
      }
      const px = Math.min(width - 1, x);
      const py = Math.min(height - 1, y);
      const [left, top] = [px | 0, py | 0];
      const right = left + 1 < width ? 4 : 0;
      const down = top + 1 < height ? 4 * width : 0;
      const [fx, fy] = [px - left, py - top];
      const at = 4 * (top * width + left);
      for (let c = 0; c < 3; c++) {
        const upper = data[at + c]! + fx * (data[at + right + c]! - data[at + c]!);
        const lower = data[at + down + c]! + fx * (data[at + down + right + c]! - data[at + down + c]!);
        into[i + c] = (upper + fy * (lower - upper)) / 127.5 - 1;
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
