import type { BackendName, BackendReport, EngineAssets, Frame, ModelReport, TileReading } from './types';

export interface PipelineOptions {
  readonly signal: AbortSignal;
  /** Told in a word or two what is being loaded, for the user to see. */
  readonly onStep?: (step: string) => void;
  /** Forces a back end (tests, benchmarks); chosen by backend.ts otherwise. */
  readonly backend?: BackendName;
}

/** From pictures to readings: detect ▸ track ▸ align ▸ classify ▸ smooth. */
export class Pipeline {
  private constructor(
    readonly backend: BackendReport,
    readonly model: ModelReport,
  ) {}

  /** Loads detector and network. Rejects with a sentence for the user, or with the signal's reason. */
  static async create(_assets: EngineAssets, _options: PipelineOptions): Promise<Pipeline> {
    throw new Error('The engine is being written.');
  }

  /** Reads one tick's frames, at most one per participant, and closes their pictures. One call at a time. */
  async read(_frames: readonly Frame[]): Promise<TileReading[]> {
    return [];
  }

  /** Drops what is known about a participant: they left, or their camera went off. */
  forget(_participantId: string): void {}

  dispose(): void {}
}
