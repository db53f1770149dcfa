import type { BackendMemory } from '../backend-memory';
import { judged } from '../engine/backend';
import { DidNotStart } from '../engine/did-not-start';
import { inTime } from '../engine/in-time';
import type { Networks } from '../engine/networks';
import { speedsOf } from '../engine/trial';
import type { BackendReport, Speeds } from '../engine/types';
import { report } from '../report';

/** Milliseconds after the first answer: whoever waits for a badge sees it first. */
const SETTLED = 3000;
/** Milliseconds after which a graphics processor that was lost is tried again. */
const COMES_BACK = 60_000;

/** Milliseconds that loading and warming up may take where nothing waits for it: a graphics processor compiles long. */
const PATIENCE = 60_000;

/** What reads: the pipeline. */
export interface Reader {
  readonly networks: Networks;
  load(chosen: BackendReport): Promise<Networks>;
  exchange(networks: Networks): void;
}

interface Surroundings {
  readonly memory: BackendMemory;
  /** Runs work when no tick is being read. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Another back end runs, or it is known better why this one does. */
  readonly onChange: (backend: BackendReport) => void;
  /** Ends it with the engine. */
  readonly signal: AbortSignal;
}

/**
 * Which back end reads while a call runs: the processor first, where nobody measured this machine yet; the graphics
 * processor where a trial says that it is faster; the processor again from the tick after its device is lost.
 */
export class BackendSwitch {
  private isTried = false;
  /** What reads, and why: a trial tells more than what was known as it was loaded. */
  private current: BackendReport;

  constructor(
    private readonly reader: Reader,
    private readonly around: Surroundings,
  ) {
    this.current = reader.networks.backend.report;
    this.watch();
  }

  /** A tick gave readings. */
  answered(): void {
    if (this.isTried || this.current.why !== 'unmeasured') return;
    this.isTried = true;
    this.later(SETTLED, () => this.tryGraphics());
  }

  private async tryGraphics(): Promise<void> {
    const { memory, inTurn, signal } = this.around;
    const { processor = '' } = this.current;
    const wasm = await speedsOf(this.reader.networks, { counted: (work) => inTurn(() => inTime(work())) });
    let graphics: Networks | null = null;
    let webgpu: Speeds;
    try {
      graphics = await this.loaded({ name: 'webgpu', why: 'faster', processor }, PATIENCE);
      webgpu = await this.speedsOn(graphics, wasm.many);
    } catch (error) {
      graphics?.dispose();
      if (signal.aborted) return;
      report('trying the graphics processor: WebAssembly runs on', error);
      const without = { wasm, webgpu: null };
      // Whatever else went wrong may go well the next time.
      if (error instanceof DidNotStart) memory.keep(processor, without);
      return this.say(judged(processor, without));
    }
    if (signal.aborted) return graphics.dispose();
    const measured = { wasm, webgpu };
    memory.keep(processor, measured);
    const verdict = judged(processor, measured);
    if (verdict.name === 'webgpu') return this.take(graphics, verdict);
    graphics.dispose();
    this.say(verdict);
  }

  /** A device that is lost may never answer: nobody waits for it. */
  private speedsOn(graphics: Networks, worst: number): Promise<Speeds> {
    const gone = graphics.backend.lost?.then(() => {
      throw new Error('the device was lost');
    });
    const unlessGone = (work: Promise<void>) => (gone ? Promise.race([work, gone]) : work);
    const counted = (work: () => Promise<void>) => this.around.inTurn(() => inTime(unlessGone(work())));
    const warming = (work: () => Promise<void>) => inTime(unlessGone(work()), PATIENCE);
    return speedsOf(graphics, { counted, warming }, worst);
  }

  private watch(): void {
    const { networks } = this.reader;
    void networks.backend.lost?.then(() => {
      if (this.reader.networks === networks && !this.around.signal.aborted) return this.leaveGraphics();
    });
  }

  /** The next tick waits for the processor's networks, and is read by them. */
  private async leaveGraphics(): Promise<void> {
    const { inTurn, signal } = this.around;
    const before = this.current;
    const { processor = '' } = before;
    const lost = { name: 'wasm', why: 'lost', processor } as const;
    try {
      await inTurn(async () => this.put(await this.loaded(lost), lost));
    } catch (error) {
      // Reads fail now, and with them the engine, which is loaded anew.
      if (!signal.aborted) report('leaving a lost graphics processor', error);
      return;
    }
    this.later(COMES_BACK, async () => this.take(await this.loaded(before, PATIENCE), before));
  }

  private loaded(chosen: BackendReport, within?: number): Promise<Networks> {
    const loading = this.reader.load(chosen);
    return inTime(loading, within).catch((error: unknown) => {
      loading.then(
        (late) => late.dispose(),
        () => {},
      );
      throw error;
    });
  }

  private take(networks: Networks, backend: BackendReport): Promise<void> {
    return this.around.inTurn(async () => this.put(networks, backend));
  }

  private put(networks: Networks, backend: BackendReport): void {
    this.reader.exchange(networks);
    if (this.around.signal.aborted) return;
    this.watch();
    this.say(backend);
  }

  private say(backend: BackendReport): void {
    this.current = backend;
    this.around.onChange(backend);
  }

  private later(delay: number, work: () => Promise<void>): void {
    const { signal } = this.around;
    const timer = setTimeout(() => {
      work().catch((error: unknown) => !signal.aborted && report('changing the back end', error));
    }, delay);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
}
