import type { Box } from '../box';
import type { Classes } from '../classes';
import type { Expression, Probabilities } from '../expressions';
import type { Problem } from '../problem';

/** All places are fractions (0 to 1) of the picture they were found in, x to the right, y down: they outlive any resize. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Quarter turns clockwise by which faces lie in a picture: 2 from a camera that hangs upside down. */
export type Quarters = 0 | 1 | 2 | 3;

/** One face as the detector found it. Left and right are the viewer's, as seen with the face upright. */
export interface DetectedFace {
  readonly box: Box;
  readonly leftEye: Point;
  readonly rightEye: Point;
  readonly nose: Point;
  readonly mouth: Point;
  /** Detector's confidence, 0 to 1. */
  readonly score: number;
  /** How the picture was turned upright for the detector, 0 if left out. */
  readonly quarters?: Quarters;
}

/** Why a face gets no expression. */
export type UnsureReason = 'too small' | 'turned away' | 'blurred' | 'low confidence' | 'changing';

/** One face of one tile, as shown and recorded. */
export interface FaceReading {
  /** Number of the face within its tile, from 1, kept while the face is followed. */
  readonly face: number;
  readonly box: Box;
  /** Detector's confidence, 0 to 1. */
  readonly score: number;
  /** Smoothed over time, in the order of the model's classes; null where the face could not be read (too small, turned, blurred). */
  readonly probabilities: Probabilities | null;
  /** Name of the class that the face appears to be of; null is "unsure", and `unsure` says why. */
  readonly expression: string | null;
  /** Probability of the likeliest expression, the share of people who would say so, 0 to 1; null where the face could not be read. */
  readonly confidence: number | null;
  readonly unsure?: UnsureReason;
  /** Beside how this face usually reads; left out where the face could not be read. */
  readonly usual?: Comparison;
}

/** A reading beside the usual of the same face (usual.ts). */
export interface Comparison {
  /** Seconds of readings that the face's usual rests on, whole; five minutes' worth at most. */
  readonly seconds: number;
  /** In units of the face's own spread, in the order of EXPRESSIONS; null while the face is not known well enough. */
  readonly deviations: readonly number[] | null;
  /** What the face shows more than usual; null: nothing, or not known. */
  readonly more: Expression | null;
}

/** What one frame of one tile gave; `faces` is empty where none was found. */
export interface TileReading {
  readonly participantId: string;
  /** When the frame was taken, milliseconds on a clock that is never set (performance.now()). */
  readonly time: number;
  readonly faces: readonly FaceReading[];
}

/** A picture to read. The pipeline closes it. */
export interface Frame {
  readonly participantId: string;
  readonly time: number;
  /** null: the same as the last one, but for noise. */
  readonly image: ImageBitmap | VideoFrame | null;
}

/** Back ends of the network, and what they are called. */
export const BACKENDS = { webgpu: 'WebGPU', wasm: 'WebAssembly' } as const;
export type BackendName = keyof typeof BACKENDS;

/**
 * Why a back end runs: asked for; no graphics processor, or an imitated one; one that did not start or broke when tried, or
 * was lost since; one that nobody has measured yet, that was measured to be slower, or faster.
 */
export type BackendReason = 'asked' | 'none' | 'imitated' | 'failed' | 'lost' | 'unmeasured' | 'slower' | 'faster';

/** Milliseconds that a tick takes with one face and with sixteen, a look of the detector included. */
export interface Speeds {
  readonly one: number;
  readonly many: number;
}

/** Both back ends on one machine; null: WebGPU did not get so far. */
export interface Measured {
  readonly wasm: Speeds;
  readonly webgpu: Speeds | null;
}

/** What the network runs on, and why. */
export interface BackendReport {
  readonly name: BackendName;
  readonly why: BackendReason;
  /** Maker and kind of the graphics processor, where there is one that says so. */
  readonly processor?: string;
  /** What says so, where it is slower or faster. */
  readonly measured?: Measured;
}

/** The model that reads, and what it tells apart. */
export interface ModelReport {
  readonly version: string;
  readonly classes: Classes;
}

/** Where the engine finds its files: URLs of this origin (see assets.ts). The engine itself knows no `browser.*`. */
export interface EngineAssets {
  /** Folder of tfjs' wasm files, with a slash at its end. */
  readonly tfjsWasm: string;
  /** Folder of MediaPipe's wasm files, without a slash at its end. */
  readonly mediapipeWasm: string;
  /** MediaPipe's BlazeFace for near faces: one person before a camera. */
  readonly shortRangeDetector: string;
  /** BlazeFace for small faces: several people in a meeting room. */
  readonly fullRangeDetector: string;
  /** BlazeFace as our own back end runs it, in calls. */
  readonly detectorGraphs: { readonly short: string; readonly full: string };
  readonly expressionModel: string;
  /** Our own kernels, which run the expression network on the processor. */
  readonly kernels: string;
  /** SHA-256, in hexadecimal, of every file by its URL, as the build took it. */
  readonly digests: Readonly<Record<string, string>>;
}

/** What the engine loads, in this order; src/i18n has the words. */
export type LoadingStep = 'engine' | 'detector' | 'model';

/** How the engine stands. */
export type EngineState =
  | { readonly state: 'loading'; readonly step: LoadingStep }
  | { readonly state: 'ready'; readonly backend: BackendReport; readonly model: ModelReport }
  | { readonly state: 'failed'; readonly problem: Problem };
