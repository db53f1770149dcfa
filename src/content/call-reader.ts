import { type CallPort, openCallPort } from '../bridge/call-port';
import { contextLives } from '../bridge/context';
import { FIRST_SIDE } from '../frame-size';
import { type CapturedFrame, type PageSettings, type Saving, type StartOrder, type ToCall, UNASKED } from '../messages';
import type { Mode } from '../mode';
import { type Problem, problemOf } from '../problem';
import { report } from '../report';
import { membersOf } from '../sites/members';
import type { Site } from '../sites/site';
import { OverlaySwitch } from './overlay-switch';
import { PacedFrames } from './paced-frames';
import { watchPageSettings } from './page-settings';
import { People } from './people';
import { isPresenting } from './presenting';
import { scanPage } from './scan-page';
import { watchPage } from './schedule';
import { View } from './view';

/** A frame within a page is as hidden as the page. */
const isHidden = () => membersOf(document).hidden;

/**
 * Milliseconds after which a scan is too old to take frames by: timers of a hidden tab may be late. Above the rest that a
 * dear scan gives a crowded page, which would be none otherwise.
 */
const SCAN_AGE = 3000;
/** Milliseconds after which an engine that should be pulling is taken for dead. */
const SILENCE = 10_000;

/** How reading a page ends, and what is done then. */
interface Endings {
  /** The extension was updated, switched off or removed. */
  readonly gone: () => void;
  /** The page went on to another call than the user asked to read, or the line was clicked to stop. */
  readonly ended: () => void;
  /** The user did not start reading, or, where that was wanted once, agrees no more. */
  readonly unwanted: (wasWanted: boolean) => void;
  /** Aborts when another content script reads instead. */
  readonly succeeded: AbortSignal;
}

/**
 * Reads the call of this frame until the signal aborts: scans the page for tiles, hands over frames when the engine asks,
 * draws what comes back. A frame without tiles only waits for some.
 */
export class CallReader {
  readonly mode: Mode;
  private readonly people: People;
  private readonly frames = new PacedFrames();
  private readonly view: View;
  private readonly overlay: OverlaySwitch;
  private readonly scanNow: () => void = () => {};
  private port: CallPort | null = null;
  /** The settings are known, and that the user wants this. */
  private isSettled = false;
  /** Which call it is, where the page tells. */
  private callKey: string | null = null;
  /** Milliseconds. */
  private scannedAt = 0;
  private heardAt = 0;
  private expiry: ReturnType<typeof setTimeout> | undefined;
  /** Why the last look did not come to its end, and so not to the page's line either. */
  private broken: Problem | null = null;

  /** @param order whose tiles those are: of others no picture is taken, and nothing is told to the engine. */
  constructor(
    private readonly site: Site,
    order: StartOrder,
    private readonly endings: Endings,
    private readonly signal: AbortSignal,
  ) {
    this.mode = order.mode;
    this.view = new View(this.frames.camera, order);
    this.overlay = new OverlaySwitch(order.mode, { signal, succeeded: endings.succeeded }, endings.ended);
    this.people = new People(order.mode, () => this.scanNow());
    if (order.settings) this.apply(order.settings);
    this.scanNow = watchPage(() => this.scan(), signal);
    // Also where the order told them: they may have changed since.
    watchPageSettings({ chosen: (settings) => this.settle(settings), unknown: () => this.sayUnsettled() }, signal);
    signal.addEventListener('abort', () => clearTimeout(this.expiry), { once: true });
  }

  /** What keeps Facet from showing on the page that it reads; null: nothing does. */
  get problem(): Problem | null {
    return this.broken ?? this.overlay.problem;
  }

  private sayUnsettled(): void {
    this.view.problems.settings = { code: 'page_unknown' };
    this.draw();
  }

  private settle(chosen: PageSettings | null): void {
    this.view.problems.settings = null;
    if (!chosen) {
      this.endings.unwanted(this.isSettled);
      return;
    }
    this.apply(chosen);
    this.draw();
  }

  private apply(chosen: PageSettings): void {
    this.isSettled = true;
    this.overlay.settle(chosen);
    this.people.settle(chosen);
  }

  private scan(): void {
    if (!contextLives()) this.endings.gone();
    else if (this.hasMovedOn()) this.endings.ended();
    else this.lookAgain(performance.now());
  }

  /** What goes wrong in one look must not be the end of all that would follow. */
  private lookAgain(now: number): void {
    try {
      this.readPage(now);
      this.broken = null;
    } catch (error) {
      report('looking at a page', error);
      this.broken = { code: 'page_people', why: problemOf(error) };
    }
  }

  /** The page shows another call than the one that was begun. */
  private hasMovedOn(): boolean {
    const here = this.site.callKey?.(new URL(location.href)) ?? null;
    if (this.callKey !== null && here !== null && here !== this.callKey) return true;
    this.callKey ??= here;
    return false;
  }

  private readPage(now: number): void {
    this.scannedAt = now;
    this.findPeople(now);
    this.frames.noteScan(this.view.tiles);
    if (!this.people.isEmpty && this.isSettled) this.port ??= openCallPort(this.listener, this.signal);
    this.tell(now);
    this.draw();
    const isIdle =
      this.view.engine?.state !== 'ready' || this.view.tiles.every(({ id }) => this.frames.camera(id) === 'off');
    if (isIdle) this.heardAt = now;
    else if (now - this.heardAt > SILENCE) this.port?.restart();
  }

  private findPeople(now: number): void {
    try {
      const scanned = scanPage(this.site).tiles;
      this.overlay.isPresenting = isPresenting(scanned);
      this.view.tiles = this.people.identify(scanned, now);
      this.view.problems.page = null;
    } catch (error) {
      report('finding the people of a page', error);
      this.people.lose();
      this.view.tiles = [];
      this.view.problems.page = { code: 'page_people', why: problemOf(error) };
    }
  }

  /** Tells the engine who is in the call, where that is news. */
  private tell(now: number): void {
    const participants = this.people.participants(this.frames.camera, now);
    if (this.people.hasChanged(participants)) this.port?.send({ type: 'participants', participants });
  }

  private draw(): void {
    // Where the page cannot be read, the sentence that says so must stand somewhere; not in each of its frames.
    const isBroken = this.view.problems.page !== null && (this.port !== null || window === window.top);
    const canvas = this.overlay.for(!this.people.isEmpty || isBroken);
    clearTimeout(this.expiry);
    if (!canvas || this.signal.aborted) return;
    const now = performance.now();
    const until = this.view.show(canvas, now);
    // Neither a scan nor a message may come in time to take away what is too old.
    if (until !== null) this.expiry = setTimeout(() => this.draw(), until - now);
  }

  private async answer({ tick, maxSide, held }: Omit<Extract<ToCall, { type: 'pull' }>, 'type'>): Promise<void> {
    // A page that was just built anew is not a page of dark cameras.
    const isOutdated = this.view.tiles.some(({ tile }) => tile.source?.isConnected === false);
    if (isOutdated || performance.now() - this.scannedAt > SCAN_AGE) this.scanNow();
    const faceless = (id: string) => this.view.isFaceless(id);
    const send = (frames: readonly CapturedFrame[], saves: Saving | null) =>
      this.port?.send({ type: 'frames', tick, now: performance.now(), hidden: isHidden(), saves, frames });
    let isSent = false;
    try {
      await this.frames.take(
        this.view.tiles,
        { maxSide, held, faceless },
        (frames, saves) => {
          // Whose camera went off, or came back, must be known before the frames of the others.
          this.tell(performance.now());
          send(frames, saves);
          isSent = true;
        },
        this.signal,
      );
      this.view.problems.pictures = null;
    } catch (error) {
      report('taking pictures of a page', error);
      this.view.problems.pictures = { code: 'page_pictures', why: problemOf(error) };
      if (!isSent) send([], null);
      this.draw();
    }
  }

  private async exclude(id: string, excluded: boolean): Promise<void> {
    try {
      if (!(await this.people.exclude(id, excluded))) return;
      this.view.problems.exclusion = null;
    } catch (error) {
      report('keeping who is left out', error);
      this.view.problems.exclusion = { code: 'exclude_unkept', why: problemOf(error) };
    }
    this.draw();
  }

  private readonly listener = {
    connected: (): void => {
      this.view.connected();
      this.port?.send({ type: 'hello', callKey: this.callKey });
      const participants = this.people.participants(this.frames.camera, performance.now());
      this.port?.send({ type: 'participants', participants });
      void this.answer({ tick: UNASKED, maxSide: FIRST_SIDE, held: {} });
      this.draw();
    },
    message: (message: ToCall): void => {
      this.heardAt = performance.now();
      switch (message.type) {
        case 'pull':
          return void this.answer(message);
        case 'exclude':
          return void this.exclude(message.participantId, message.excluded);
        case 'refused':
          this.view.problems.refused = message.problem;
          break;
        case 'readings':
          this.view.addReadings(message.readings, this.overlay.showsUsual);
          break;
        default:
          this.view.engine = message.engine;
      }
      this.draw();
    },
    lost: (why?: Problem): void => {
      this.view.lost(why);
      this.draw();
    },
    gone: (): void => this.endings.gone(),
  };
}
