import { judged, type Recall } from '../engine/backend';
import type { Networks } from '../engine/networks';
import { speedsOf } from '../engine/trial';
import type { BackendReport, Measured } from '../engine/types';
import { report } from '../report';
import { inTime } from './in-time';

/** Milliseconds after the first answer: whoever waits for a badge sees it first. */
const SETTLED = 3000;
/** Milliseconds after which a graphics processor that was lost is tried again. */
const COMES_BACK = 60_000;

/** Milliseconds that loading and warming up may take where nothing waits for it: a graphics processor compiles long. */
const PATIENCE = 60_000;

/** What was measured before, and what is to be known next time. */
export interface BackendMemory {
  readonly recall: Recall;
  keep(processor: string, measured: Measured): void;
}

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

  constructor(
    private readonly reader: Reader,
    private readonly around: Surroundings,
  ) {
    this.watch();
  }

  /** A tick gave readings. */
  answered(): void {
    if (this.isTried || this.reader.networks.backend.report.why !== 'unmeasured') return;
    this.isTried = true;
    this.later(SETTLED, () => this.tryGraphics());
  }

  private async tryGraphics(): Promise<void> {
    const { memory, inTurn, signal, onChange } = this.around;
    const { networks } = this.reader;
    const { processor = '' } = networks.backend.report;
    const counted = (work: () => Promise<void>) => inTurn(() => inTime(work()));
    const warming = (work: () => Promise<void>) => inTime(work(), PATIENCE);
    const wasm = await speedsOf(networks, { counted });
    let graphics: Networks | null = null;
    let webgpu: Measured['webgpu'] = null;
    try {
      graphics = await this.load({ name: 'webgpu', why: 'faster', processor });
      webgpu = await speedsOf(graphics, { counted, warming }, wasm.many);
    } catch (error) {
      report('trying the graphics processor: WebAssembly runs on', error);
    }
    if (signal.aborted) return graphics?.dispose();
    const measured = { wasm, webgpu };
    memory.keep(processor, measured);
    const verdict = judged(processor, measured);
    if (graphics && verdict.name === 'webgpu') return this.take(graphics, verdict);
    graphics?.dispose();
    onChange(verdict);
  }

  private watch(): void {
    const { networks } = this.reader;
    void networks.backend.lost?.then(() => {
      if (this.reader.networks === networks && !this.around.signal.aborted) return this.leaveGraphics(networks);
    });
  }

  /** The next tick waits for the processor's networks, and is read by them. */
  private async leaveGraphics({ backend }: Networks): Promise<void> {
    const { inTurn } = this.around;
    const { processor = '' } = backend.report;
    const lost = { name: 'wasm', why: 'lost', processor } as const;
    try {
      await inTurn(async () => this.put(await this.loaded(lost), lost));
    } catch (error) {
      // Reads fail now, and with them the engine, which is loaded anew.
      return report('leaving a lost graphics processor', error);
    }
    this.later(COMES_BACK, async () => this.take(await this.load(backend.report), backend.report));
  }

  /** Beside what reads, unless both need tfjs, which starts one back end at a time. */
  private load(chosen: BackendReport): Promise<Networks> {
    if (this.reader.networks.backend.isOnTfjs) return this.around.inTurn(() => this.loaded(chosen));
    return this.loaded(chosen, PATIENCE);
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
