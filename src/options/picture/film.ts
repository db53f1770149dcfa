import type { Input, InputVideoTrack } from 'mediabunny';
import type { Pipeline } from '../../engine/pipeline';
import type { TileReading } from '../../engine/types';
import { Failure } from '../../problem';
import { report } from '../../report';
import { clock } from '../../session/timeline-clock';
import { fitted } from '../read-video';

/** Pictures that are read of each second: enough for a second to be named by most of them. */
const PER_SECOND = 4;

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
    const { track, seconds, first } = film;
    const times = Array.from(
      { length: Math.max(1, Math.ceil((seconds - first) * PER_SECOND)) },
      (_, i) => first + i / PER_SECOND,
    );
    const sink = new CanvasSink(track, { poolSize: 2 });
    let done = 0;
    const damaged = () => new Failure({ code: 'file_damaged', name, time: clock(times[done] ?? seconds) });
    for await (const picture of unlessBroken(sink.canvasesAtTimestamps(times), damaged)) {
      signal.throwIfAborted();
      const at = times[done++]!;
      if (!picture) continue;
      const { canvas } = picture;
      const image = await createImageBitmap(canvas, fitted(canvas.width, canvas.height));
      const [reading] = await pipeline.readFrames([{ participantId, time: start + at * 1000, image }]);
      signal.throwIfAborted();
      if (reading) onReading(reading, { share: done / times.length, seconds });
    }
  } finally {
    pipeline.forget(participantId);
    input.dispose();
  }
}

/** Its track of pictures, its length and where that begins, seconds; null where this browser cannot decode it. */
async function filmOf(input: Input): Promise<{ track: InputVideoTrack; seconds: number; first: number } | null> {
  const track = await input.getPrimaryVideoTrack();
  if (!track || !(await track.canDecode())) return null;
  return { track, seconds: await track.computeDuration(), first: Math.max(0, await track.getFirstTimestamp()) };
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
