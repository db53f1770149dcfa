import type { Input, InputVideoTrack } from 'mediabunny';
import type { Pipeline } from '../../engine/pipeline';
import type { TileReading } from '../../engine/types';
import { Failure } from '../../problem';
import { report } from '../../report';
import { clock } from '../../session/timeline-clock';
import { fitted } from '../read-video';

/** Pictures that are read of each second: enough for a second to be named by most of them. */
const PER_SECOND = 4;
/** Share of what a film says to be its length that may be missing, as it says it roughly. */
const MISSING = 0.02;

export interface FilmProgress {
  /** Share done, 0 to 1. */
  readonly share: number;
  /** Length of the film, seconds. */
  readonly seconds: number;
}

/**
 * Reads a video from its beginning to its end as fast as it can be decoded, without playing it.
 *
 * @param start what the film's beginning counts as, milliseconds since the epoch.
 * @throws Failure where it cannot be decoded, or no further, the signal's reason, or what the engine throws.
 */
export async function readFilm(
  { name, content }: { readonly name: string; readonly content: Blob },
  pipeline: Pipeline,
  start: number,
  onReading: (reading: TileReading, progress: FilmProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  // Loaded where it is needed: most visits of this page open no video.
  const { ALL_FORMATS, BlobSource, CanvasSink, Input } = await import('mediabunny');
  const input = new Input({ source: new BlobSource(content), formats: ALL_FORMATS });
  const participantId = crypto.randomUUID();
  try {
    const film = await filmOf(input).catch(() => null);
    if (!film) throw new Failure({ code: 'file_slow' });
    const { track, seconds, first, isCut } = film;
    const times = Array.from(
      { length: Math.max(1, Math.ceil((seconds - first) * PER_SECOND)) },
      (_, i) => first + i / PER_SECOND,
    );
    const sink = new CanvasSink(track, { poolSize: 2 });
    let done = 0;
    let seen = 0;
    const damaged = () => new Failure({ code: 'file_damaged', name, time: clock(times[done] ?? seconds) });
    for await (const picture of unlessBroken(sink.canvasesAtTimestamps(times), damaged)) {
      signal.throwIfAborted();
      const at = times[done++]!;
      if (!picture) continue;
      seen++;
      const { canvas } = picture;
      const image = await createImageBitmap(canvas, fitted(canvas.width, canvas.height));
      const [reading] = await pipeline.readFrames([{ participantId, time: start + at * 1000, image }]);
      signal.throwIfAborted();
      if (reading) onReading(reading, { share: done / times.length, seconds });
    }
    if (isCut || seen === 0) throw damaged();
  } finally {
    pipeline.forget(participantId);
    input.dispose();
  }
}

interface Film {
  readonly track: InputVideoTrack;
  /** Its length, and where it begins. */
  readonly seconds: number;
  readonly first: number;
  /** It says of itself that it is longer: its reader goes past what it does not understand, and says nothing. */
  readonly isCut: boolean;
}

/** The pictures of a film; null where this browser cannot decode them. */
async function filmOf(input: Input): Promise<Film | null> {
  const track = await input.getPrimaryVideoTrack();
  if (!track || !(await track.canDecode())) return null;
  const [seconds, first, told, whole] = await Promise.all([
    track.computeDuration(),
    track.getFirstTimestamp(),
    input.getDurationFromMetadata(),
    input.computeDuration(),
  ]);
  const isCut = told !== null && told - whole > Math.max(1, MISSING * told);
  return { track, seconds, first: Math.max(0, first), isCut };
}

/** What is decoded, one after the other; what goes wrong then is the file's fault, and nothing else is. */
async function* unlessBroken<T>(decoded: AsyncIterable<T>, failure: () => Failure): AsyncGenerator<T> {
  try {
    yield* decoded;
  } catch (error) {
    report('decoding a film', error);
    throw failure();
  }
}
