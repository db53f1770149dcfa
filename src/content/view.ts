import type { CameraState } from '../camera';
import { KNOWN_CLASSES } from '../classes';
import type { EngineState, TileReading } from '../engine/types';
import type { StartOrder } from '../messages';
import type { Problem } from '../problem';
import { notice } from './overlay/labels';
import type { Canvas } from './overlay-switch';
import type { LiveTile } from './tiles';

/** Milliseconds for which a reading stands for now. */
const MAX_AGE = 1500;

const STARTING: EngineState = { state: 'loading', step: 'engine' };

/** What is known of the call at this moment, for the overlay. */
export class View {
  tiles: readonly LiveTile[] = [];
  /** null while the engine is being brought back. */
  engine: EngineState | null = STARTING;
  /** What is broken, the most telling first. */
  readonly problems: Record<'page' | 'settings' | 'pictures' | 'refused' | 'exclusion' | 'engine', Problem | null> = {
    page: null,
    settings: null,
    pictures: null,
    refused: null,
    exclusion: null,
    engine: null,
  };
  private readonly readings = new Map<string, TileReading>();

  constructor(
    private readonly camera: (id: string) => CameraState,
    private readonly order: StartOrder,
  ) {}

  /** @param showsUsual false: the absolute reading alone. */
  addReadings(readings: readonly TileReading[], showsUsual: boolean): void {
    for (const reading of readings) {
      const faces = showsUsual ? reading.faces : reading.faces.map(({ usual: _, ...face }) => face);
      this.readings.set(reading.participantId, { ...reading, faces });
    }
  }

  /** The last picture held no face, or there is no word on it yet. */
  isFaceless(id: string): boolean {
    return !this.readings.get(id)?.faces.length;
  }

  connected(): void {
    this.engine ??= STARTING;
    this.problems.engine = null;
    this.problems.refused = null;
  }

  /** What was read before says nothing of now. */
  lost(why: Problem | undefined): void {
    this.readings.clear();
    this.engine = null;
    this.problems.engine = why === undefined ? null : { code: 'page_restarting', why };
  }

  /** @returns when the first of the readings that are shown is too old, milliseconds; null where none is. */
  show(overlay: Canvas, now: number): number | null {
    const classes = this.engine?.state === 'ready' ? this.engine.model.classes : KNOWN_CLASSES;
    const states = this.tiles.map((tile) => {
      const camera = this.camera(tile.id);
      const reading = this.readings.get(tile.id);
      // A picture of before the camera went off, or stood still, must not come back with it.
      if (camera !== 'on' && reading) this.readings.delete(tile.id);
      const isFresh = camera === 'on' && reading !== undefined && now - reading.time < MAX_AGE;
      return { ...tile, camera, reading: isFresh ? reading : null, classes };
    });
    const { page, settings, pictures, refused, exclusion, engine } = this.problems;
    // Of an audience only the sum is anyone's business.
    const shown = this.order.mode === 'audience' ? [] : states;
    overlay.showTiles(
      shown,
      notice(this.engine, page ?? settings ?? pictures ?? refused ?? exclusion ?? engine, this.order),
    );
    const times = states.flatMap(({ reading }) => reading?.time ?? []);
    return times.length > 0 ? Math.min(...times) + MAX_AGE : null;
  }
}
