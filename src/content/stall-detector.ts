/** Of the time between two frames of a source, so many times may pass before its picture stands still. */
const MULTIPLE = 3;
/** Milliseconds that pass at the least, however fast the frames came, and at the most. */
const PATIENCE = 2500;
const LONGEST = 10_000;
/** The same where the page itself shows that the camera is off. */
const DARK_PATIENCE = 1000;
/** Milliseconds between two looks from which the second one was late: the page's timers do not get their turn. */
const LATE = 1500;
/** Looks that saw new frames, from which the time between two frames is taken. */
const LOOKS = 8;

/**
 * Whether a source still delivers pictures, from the number of frames that it has shown. A track's state does not tell:
 * after a camera goes off it stays live and unmuted, and drawing it gives the last picture (measured on MiroTalk 1.9.11).
 *
 * Slow is not still: what counts is the source's own rate. Time goes by only from look to look, and of a late look only
 * as much as of one in time, because what a starved page shows says little about the camera.
 */
export class StallDetector {
  private last: { readonly time: number; readonly count: number } | null = null;
  /** When a look last saw new frames. */
  private movedAt = 0;
  /** Milliseconds watched since then, and what part of them by late looks. */
  private stood = 0;
  private late = 0;
  /** Milliseconds per frame, of the last looks that saw new ones. */
  private intervals: number[] = [];
  /** New frames since it began, or stood. */
  private frames = 0;
  private verdict: 'moves' | 'still' | 'busy' = 'moves';

  /** @param needed new frames for a picture that stood to count as moving: one may be a straggler. */
  constructor(private readonly needed = 2) {}

  /**
   * @param time milliseconds, on a clock that is never set
   * @param count frames shown since the source began; it falls when a new stream begins.
   */
  note(time: number, count: number): void {
    const { last } = this;
    this.last = { time, count };
    if (!last || count < last.count) this.begin(time);
    else if (count > last.count) this.move(time, count - last.count);
    else this.stand(time - last.time);
  }

  /** `still`: no new frame for longer than its rate explains; `busy`: nor for as long as we hardly got to look. */
  get state(): 'moves' | 'still' | 'busy' {
    return this.verdict;
  }

  /** Milliseconds watched without a new frame. */
  get stoodFor(): number {
    return this.stood;
  }

  /** New frames were seen just now. Where this is false, the picture may move all the same. */
  get isSure(): boolean {
    return this.frames >= this.needed && this.stood <= this.patience(DARK_PATIENCE);
  }

  private begin(time: number): void {
    this.movedAt = time;
    this.stood = 0;
    this.late = 0;
    this.intervals = [];
    this.frames = 0;
    this.verdict = 'moves';
  }

  private move(time: number, frames: number): void {
    this.intervals = [...this.intervals, (time - this.movedAt) / frames].slice(-LOOKS);
    this.movedAt = time;
    this.stood = 0;
    this.late = 0;
    this.frames += frames;
    if (this.frames >= this.needed) this.verdict = 'moves';
  }

  private stand(gap: number): void {
    this.stood += Math.min(gap, LATE);
    if (gap > LATE) this.late += LATE;
    if (this.stood > this.patience(DARK_PATIENCE)) this.frames = 0;
    if (this.stood > this.patience(PATIENCE)) this.verdict = this.late > this.stood / 2 ? 'busy' : 'still';
  }

  private patience(least: number): number {
    return Math.min(LONGEST, Math.max(least, MULTIPLE * Math.max(0, ...this.intervals)));
  }
}
