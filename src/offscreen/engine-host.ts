import type { BackendMemory } from '../backend-memory';
import { inTime, Stuck } from '../engine/in-time';
import { modelDigest, type OwnModel } from '../engine/own-model';
import { Pipeline } from '../engine/pipeline';
import type { EngineAssets, EngineState, Frame, LoadingStep, TileReading } from '../engine/types';
import { problemOf } from '../problem';
import { report } from '../report';
import { TUNED, type Tuning } from '../tuning';
import { BackendSwitch } from './backend-switch';

/**
 * Milliseconds before a failed engine is loaded again, after the first, second … failure on end: what is over after a few
 * seconds must not cost ten of readings.
 */
const BACK_OFF = [1000, 2000, 2000, 4000, 8000];
/** Reads that fail one after the other: then the engine itself is broken (its graphics context was lost, say). */
const MAX_FAILED_READS = 3;

/** Milliseconds for loading: a graphics process or a storage that hangs never answers, and a cold one compiles long. */
const LOADING = 120_000;

/** Knows nothing, and keeps nothing. */
const noMemory = (): BackendMemory => ({ recall: () => null, keep: () => {} });

/** Holds the one engine: loads it when it is first needed, brings it back when it breaks, says how it stands. */
export class EngineHost {
  private pipeline: Pipeline | null = null;
  /** Of the pipeline. */
  private backends: BackendSwitch | null = null;
  private current: EngineState = { state: 'loading', step: 'engine' };
  private tuning = TUNED;
  private running = false;
  private failedReads = 0;
  /** Since something was read. */
  private failures = 0;
  /** Ends the engine that runs now. */
  private life = new AbortController();
  private retry: ReturnType<typeof setTimeout> | undefined;
  /** Reads of all calls, one after the other. */
  private turn: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<(state: EngineState) => void>();

  /** The model that the user brought, as it was when the engine was first loaded: a call is read with one model. */
  private own: Promise<OwnModel | null> | null = null;

  /**
   * @param signal ends it for good.
   * @param ownModel the model to read with; null: Facet's.
   * @param memoryOf how fast this machine's back ends are with a model of that digest.
   */
  constructor(
    private readonly assets: EngineAssets,
    private readonly signal: AbortSignal,
    private readonly ownModel: () => Promise<OwnModel | null> = async () => null,
    private readonly memoryOf: (model: string) => BackendMemory = noMemory,
  ) {
    const end = () => {
      // What breaks on it is no error.
      this.pipeline = null;
      this.life.abort();
      clearTimeout(this.retry);
    };
    signal.addEventListener('abort', end, { once: true });
  }

  get state(): EngineState {
    return this.current;
  }

  /** Of all calls: what is read next goes by it. */
  tune(tuning: Tuning): void {
    this.tuning = tuning;
    if (this.pipeline) this.pipeline.tuning = tuning;
  }

  /** Calls back with every state from now on, until the signal aborts. */
  watch(listener: (state: EngineState) => void, signal: AbortSignal): void {
    this.listeners.add(listener);
    signal.addEventListener('abort', () => this.listeners.delete(listener), { once: true });
  }

  /** Resolves when the engine is ready, or the signal aborts. */
  async ready(signal: AbortSignal): Promise<void> {
    if (this.current.state === 'ready' || signal.aborted) return;
    const waiting = new AbortController();
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true, signal: waiting.signal });
      this.watch(({ state }) => state === 'ready' && resolve(), waiting.signal);
    });
    waiting.abort();
  }

  /** Loads the engine unless it is there or being loaded. */
  start(): void {
    if (this.running || this.signal.aborted) return;
    this.running = true;
    void this.load();
  }

  /**
   * Readings of one tick's frames; closes their pictures. Waits for its turn.
   *
   * @returns none while the engine is not ready, or where it fails; then the state says so.
   */
  readFrames(frames: readonly Frame[]): Promise<TileReading[]> {
    return this.inTurn(() => this.readNow(frames));
  }

  /** As {@link Pipeline.forget}, after what is being read: that would learn of them anew. */
  forget(...who: Parameters<Pipeline['forget']>): void {
    void this.inTurn(async () => this.pipeline?.forget(...who));
  }

  /** For good, everybody whose id begins so. */
  forgetAll(beginning: string): void {
    void this.inTurn(async () => this.pipeline?.forgetAll(beginning));
  }

  /** Another model is to be read with, and no call is being read: what is loaded goes. */
  renew(): void {
    this.life.abort();
    // Neither what is being loaded nor what waits to be is the engine any more.
    this.life = new AbortController();
    clearTimeout(this.retry);
    this.pipeline = null;
    this.own = null;
    this.running = false;
    this.enter({ state: 'loading', step: 'engine' });
  }

  /** After what was asked for before, and before what is asked for later. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => {});
    return done;
  }

  private async load(): Promise<void> {
    if (!this.running) return;
    const life = new AbortController();
    this.life = life;
    this.failedReads = 0;
    try {
      const onStep = (step: LoadingStep) => this.life === life && this.enter({ state: 'loading', step });
      const { pipeline, memory } = await inTime(this.create(life.signal, onStep), LOADING, 'engine_slow');
      if (this.life !== life) return;
      this.pipeline = pipeline;
      pipeline.tuning = this.tuning;
      this.backends = new BackendSwitch(pipeline, {
        memory,
        inTurn: (work) => this.inTurn(work),
        onChange: (backend) =>
          this.pipeline === pipeline && this.enter({ state: 'ready', backend, model: pipeline.model }),
        signal: life.signal,
      });
      this.enter({ state: 'ready', backend: pipeline.backend, model: pipeline.model });
    } catch (error) {
      // The storage may answer the next time.
      if (!this.pipeline) this.own = null;
      if (this.life !== life || life.signal.aborted) return;
      report('loading the engine', error);
      this.fail(error);
    }
  }

  private async create(signal: AbortSignal, onStep: (step: LoadingStep) => void) {
    this.own ??= this.ownModel();
    const own = await this.own;
    const memory = this.memoryOf(modelDigest(this.assets, own));
    const options = { signal, onStep, recall: memory.recall, ...(own ? { own } : {}) };
    return { pipeline: await Pipeline.create(this.assets, options), memory };
  }

  private async readNow(frames: readonly Frame[]): Promise<TileReading[]> {
    const { pipeline } = this;
    if (!pipeline) {
      for (const { image } of frames) image?.close();
      return [];
    }
    try {
      const readings = await inTime(pipeline.readFrames(frames));
      if (this.pipeline !== pipeline) return [];
      if (frames.length > 0) [this.failedReads, this.failures] = [0, 0];
      if (readings.some(({ faces }) => faces.length > 0)) this.backends?.answered();
      return readings;
    } catch (error) {
      // One that is on its way out may break on it.
      if (this.pipeline !== pipeline) return [];
      report('reading a tick', error);
      this.failedReads++;
      if (error instanceof Stuck) for (const { image } of frames) image?.close();
      if (error instanceof Stuck || this.failedReads >= MAX_FAILED_READS) this.fail(error);
      return [];
    }
  }

  private fail(error: unknown): void {
    this.pipeline = null;
    this.life.abort();
    if (this.signal.aborted) return;
    this.enter({ state: 'failed', problem: problemOf(error) });
    const rest = BACK_OFF[Math.min(this.failures++, BACK_OFF.length - 1)];
    this.retry = setTimeout(() => void this.load(), rest);
  }

  private enter(state: EngineState): void {
    this.current = state;
    for (const listener of this.listeners) listener(state);
  }
}
