import { report } from '../report';
import { TUNED, type Tuning } from '../tuning';
import { appearanceOf } from './appearance';
import { type Recall, startBackend, startChosen } from './backend';
import { DetectionSchedule } from './detection-schedule';
import { faceCrop } from './face-crop';
import { FaceMemory } from './face-memory';
import { verifyFace } from './face-verification';
import { Following } from './following';
import { LoneFace, REMEMBERED } from './lone-face';
import { loadNetworks, type Networks } from './networks';
import type { OwnModel } from './own-model';
import { PixelReader } from './pixels';
import { readStillPicture } from './read-still-picture';
import { FaceTracker, type TrackedFace } from './tracker';
import type {
  BackendName,
  BackendReport,
  DetectedFace,
  EngineAssets,
  FaceReading,
  Frame,
  LoadingStep,
  ModelReport,
  Quarters,
  TileReading,
  UnsureReason,
} from './types';
import { VerifiedFaces } from './verified-faces';
import { Yielder } from './yielder';

export interface PipelineOptions {
  readonly signal: AbortSignal;
  /** Told what is being loaded. */
  readonly onStep?: (step: LoadingStep) => void;
  /** Forces a back end (tests, benchmarks); backend.ts chooses otherwise … */
  readonly backend?: BackendName;
  /** … by what was measured before. */
  readonly recall?: Recall;
  /** Detector and network look at every picture (tests, benchmarks): what following and keeping is measured against. */
  readonly everyPicture?: boolean;
  /** Reads in place of the model that is in the assets. */
  readonly own?: OwnModel;
}

/** What the pipeline knows about one participant's tile from frame to frame. */
interface Tile {
  /** Of its last frame. */
  time: number;
  readonly schedule: DetectionSchedule;
  readonly verified: VerifiedFaces;
  readonly following: Following;
  readonly tracker: FaceTracker<FaceMemory>;
  readonly lone: LoneFace;
  /** Of its last picture; null before the first. */
  faces: readonly DetectedFace[] | null;
}

/** A face that was found, with a crop for the network or a problem; with neither, it is as it was. */
type PreparedFace = TrackedFace<FaceMemory> & { readonly crop?: Float32Array; readonly problem?: UnsureReason };

/** One frame after its faces were found. */
interface PreparedFrame {
  readonly participantId: string;
  readonly time: number;
  readonly faces: readonly PreparedFace[];
}

/**
 * From pictures to readings, in five steps: detect (and look again at what is new) ▸ track ▸ align ▸ classify ▸ smooth. Calls, the options page and the
 * tests all use this one. It knows participants by their ids and keeps what it must know of each from frame to frame.
 */
export class Pipeline {
  private readonly tiles = new Map<string, Tile>();
  /** Of tiles that are gone, or dark. */
  private readonly away = new Map<string, { readonly lone: LoneFace; readonly since: number }>();
  private readonly pixels = new PixelReader();
  /** May be changed at any time; what is read next goes by it. */
  tuning: Tuning = TUNED;

  private constructor(
    private reading: Networks,
    private readonly loadOther: (chosen: BackendReport) => Promise<Networks>,
    private readonly signal: AbortSignal,
    private readonly everyPicture: boolean,
  ) {
    signal.addEventListener('abort', () => this.dispose(), { once: true });
  }

  /**
   * Loads detector and network, and ends with the signal.
   *
   * @throws a sentence for the user, or the signal's reason.
   */
  static async create(
    assets: EngineAssets,
    { signal, onStep, backend, recall, everyPicture = false, own }: PipelineOptions,
  ): Promise<Pipeline> {
    signal.throwIfAborted();
    onStep?.('detector');
    const networks = await loadNetworks(assets, startBackend(assets, backend, recall), { signal, onStep, own });
    const loadOther = (chosen: BackendReport) => loadNetworks(assets, startChosen(assets, chosen), { signal, own });
    return new Pipeline(networks, loadOther, signal, everyPicture);
  }

  get backend(): BackendReport {
    return this.reading.backend.report;
  }

  /** What it reads with. */
  get networks(): Networks {
    return this.reading;
  }

  /** The same networks on another back end, for `exchange`. @throws as `create`. */
  load(chosen: BackendReport): Promise<Networks> {
    return this.loadOther(chosen);
  }

  /** Reads on with others, and puts away those before; not while a tick is read. What is known of each face stays. */
  exchange(networks: Networks): void {
    // After the end nothing puts them away.
    const gone = this.signal.aborted ? networks : this.reading;
    if (!this.signal.aborted) this.reading = networks;
    gone.dispose();
  }

  get model(): ModelReport {
    const { version, classes } = this.reading.expressions.metadata;
    return { version, classes };
  }

  /**
   * Reads one tick's frames, at most one per participant, and closes their pictures whatever happens. One call at a time.
   * A frame may get no reading: its tile had its turn a moment ago, or it could not be read.
   *
   * @throws if no frame at all could be read.
   */
  async readFrames(frames: readonly Frame[]): Promise<TileReading[]> {
    this.forgetAway();
    const prepared: PreparedFrame[] = [];
    const problems: unknown[] = [];
    const yielder = new Yielder();
    for (const frame of frames) {
      try {
        await yielder.yieldIfDue();
        const found = await this.prepareFrame(frame);
        if (found) prepared.push(found);
      } catch (error) {
        problems.push(error);
      } finally {
        frame.image?.close();
      }
    }
    if (problems.length > 0 && problems.length === frames.length) throw problems[0];
    for (const problem of problems) report('reading one frame of several', problem);
    return this.judge(prepared);
  }

  /**
   * Reads a still picture, in which it searches for small faces too; numbers go row by row.
   *
   * @param picture left open.
   * @throws what the detector throws, or the signal's reason.
   */
  async readStillPicture(picture: ImageBitmap, signal: AbortSignal): Promise<readonly FaceReading[]> {
    const { width, height } = picture;
    const { detector, classifier, expressions } = this.reading;
    const reader = {
      detector: detector.closely,
      classifier,
      metadata: expressions.metadata,
      tuning: () => this.tuning,
    };
    return readStillPicture({ width, height, read: (part) => this.pixels.read(picture, part) }, reader, signal);
  }

  /**
   * Drops what is known about a participant.
   *
   * @param how 'a while': they left, or their camera went off, and what is usual of them is kept for minutes.
   */
  forget(participantId: string, how: 'a while' | 'for good' = 'a while'): void {
    const lone = this.tiles.get(participantId)?.lone;
    if (how === 'for good') this.away.delete(participantId);
    else if (lone) this.away.set(participantId, { lone, since: performance.now() });
    this.tiles.delete(participantId);
  }

  /** Drops for good what is known of everybody whose id begins so: of a call that is over. */
  forgetAll(beginning: string): void {
    const ids = [...this.tiles.keys(), ...this.away.keys()];
    for (const id of ids) if (id.startsWith(beginning)) this.forget(id, 'for good');
  }

  /** Nothing stays of who was away too long to be known again. */
  private forgetAway(): void {
    const now = performance.now();
    for (const [id, { since }] of this.away) if (now - since > REMEMBERED) this.away.delete(id);
  }

  dispose(): void {
    this.tiles.clear();
    this.away.clear();
    this.reading.dispose();
  }

  /** Detect or follow ▸ track ▸ align. null: this tile is left out this time. */
  private async prepareFrame(frame: Frame): Promise<PreparedFrame | null> {
    const { participantId, time, image } = frame;
    const tile = this.tile(participantId, time);
    const { tracker, lone } = tile;
    if (!image) {
      if (!tile.faces) return null;
      tile.verified.follow(tile.faces, time);
      const faces = tracker.track(tile.faces, time);
      lone.note(faces, time);
      return { participantId, time, faces };
    }
    const pixels = await this.pixels.readFrame(image);
    const faces = await this.find(pixels, time, tile);
    if (!faces) return null;
    tile.faces = faces;
    const tracked = tracker.track(faces, time, ({ box }) => appearanceOf(pixels, box));
    lone.note(tracked, time);
    return { participantId, time, faces: this.prepare(tracked, pixels, time) };
  }

  private async find(
    pixels: ImageData,
    time: number,
    { schedule, verified, following }: Tile,
  ): Promise<DetectedFace[] | null> {
    const followed = this.everyPicture ? null : following.follow(pixels, time);
    if (followed) {
      verified.follow(followed, time);
      return followed;
    }
    const faces = await schedule.detect(time, async (range, further = 0) => {
      const found = await this.reading.detector.detect(pixels, range, ((verified.quarters + further) % 4) as Quarters);
      return verified.confirm(found, pixels, time, (face, quarters) =>
        verifyFace(face, pixels, this.reading.detector, quarters),
      );
    });
    if (!faces || this.everyPicture) return faces;
    return following.begin(faces, pixels, time, this.reading.expressions.metadata.crop);
  }

  /** Align. */
  private prepare(faces: readonly TrackedFace<FaceMemory>[], picture: ImageData, time: number): PreparedFace[] {
    return faces.map((face): PreparedFace => {
      const { crop, problem } = faceCrop(face.face, picture, this.reading.expressions.metadata.crop);
      if (problem) return { ...face, problem };
      return !this.everyPicture && face.memory.holds(crop, time) ? face : { ...face, crop };
    });
  }

  /** Classify ▸ smooth. */
  private async judge(frames: readonly PreparedFrame[]): Promise<TileReading[]> {
    const crops = frames.flatMap(({ faces }) => faces.flatMap(({ crop }) => crop ?? []));
    const answers = (await this.reading.classifier.classify(crops)).values();
    return frames.map(({ participantId, time, faces }) => ({
      participantId,
      time,
      faces: faces.flatMap(({ number, face, memory, crop, problem }): FaceReading | [] => {
        if (crop) memory.learn({ crop, probabilities: answers.next().value!, time });
        const opinion = problem ? memory.unreadable(problem, time) : memory.again(time);
        return opinion ? { face: number, box: face.box, score: face.score, ...opinion } : [];
      }),
    }));
  }

  private memory(): FaceMemory {
    return new FaceMemory(this.reading.expressions.metadata.labels, () => this.tuning);
  }

  private tile(participantId: string, time: number): Tile {
    let tile = this.tiles.get(participantId);
    // A clock that was set back would make every step wait for what is past: start afresh.
    if (!tile || time < tile.time) {
      const lone = tile ? new LoneFace() : (this.away.get(participantId)?.lone ?? new LoneFace());
      tile = {
        time,
        schedule: new DetectionSchedule(),
        verified: new VerifiedFaces(),
        following: new Following(),
        tracker: new FaceTracker(() => this.memory()),
        lone,
        faces: null,
      };
      this.tiles.set(participantId, tile);
    }
    tile.time = time;
    return tile;
  }
}
