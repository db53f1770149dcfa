import type { CameraState } from '../camera';
import { givenSide } from '../frame-size';
import type { CapturedFrame, Saving } from '../messages';
import { Allowance, captureLimits } from './budget';
import { Frames, letGo, type Wanted } from './frames';
import type { LiveTile } from './tiles';

/** Takes the tiles' frames, no more of them than the page's main thread has time for. */
export class PacedFrames {
  private readonly frames = new Frames();
  private readonly allowance = new Allowance();

  /** Notes how each tile's picture goes on; to be called at least once a second. */
  noteScan(tiles: readonly LiveTile[]): void {
    this.frames.noteScan(tiles);
  }

  readonly camera = (id: string): CameraState => this.frames.camera(id);

  /**
   * Takes the new frames and closes them when they were handed over.
   * @param wanted as the engine asked.
   * @param handOver sends them, and why there are no more; not called once the signal is aborted. Its time counts as well.
   * @throws what made one of them fail, after the others were handed over.
   */
  async take(
    tiles: readonly LiveTile[],
    wanted: Wanted,
    handOver: (frames: readonly CapturedFrame[], saves: Saving | null) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const began = performance.now();
    const most = this.allowance.at(began, captureLimits(tiles.length));
    const taking = this.frames.take(tiles, { ...wanted, maxSide: givenSide(wanted.maxSide, tiles.length), most });
    const asked = performance.now();
    const taken = await taking;
    try {
      if (signal.aborted) return;
      const sending = performance.now();
      handOver(taken, this.frames.saves);
      this.allowance.note(asked - began + performance.now() - sending, taken.length);
      if (this.frames.failure !== null) throw this.frames.failure;
    } finally {
      letGo(taken);
    }
  }
}
