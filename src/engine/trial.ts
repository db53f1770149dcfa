import { BACKDROP } from './backdrop';
import { INPUT_AREA } from './input';
import type { Networks } from './networks';
import type { Speeds } from './types';

/** Faces of a full call's tick. */
const MANY = 16;
/** Ticks that are not counted: the first compile, and a graphics processor that slept is slow for a while … */
const WARMING = 2;
/** … and those of which the shortest counts: whatever else the machine does only makes one longer. */
const COUNTED = 4;
/** Times the worst: a tick that takes so long once it is warm is the last. */
const HOPELESS = 5;
/** As large as tiles usually are. */
const PICTURE = { width: 320, height: 180 };

/** What of the networks a tick runs. */
interface TickRunner {
  readonly detector: Pick<Networks['detector'], 'detect'>;
  readonly classifier: Pick<Networks['classifier'], 'classify'>;
}

type RunTick = (work: () => Promise<void>) => Promise<void>;

/**
 * How long ticks take on what networks run on.
 *
 * @param counted runs work when no tick is being read: neither waits long for the other, nor is measured with it.
 * @param warming runs what is not counted, which may take seconds.
 * @param worst milliseconds: if a tick with one face takes longer, larger ones are not tried; they take no less.
 * @throws what the networks throw.
 */
export async function speedsOf(
  { detector, classifier }: TickRunner,
  { counted, warming = counted }: { readonly counted: RunTick; readonly warming?: RunTick },
  worst = Number.POSITIVE_INFINITY,
): Promise<Speeds> {
  const picture = {
    ...PICTURE,
    data: new Uint8ClampedArray(4 * PICTURE.width * PICTURE.height).fill(BACKDROP),
    colorSpace: 'srgb',
  } as ImageData;
  const crop = Float32Array.from({ length: INPUT_AREA }, (_, i) => (i * 7) % 256);
  const timeOf = async (faces: number): Promise<number> => {
    let took = 0;
    const tick = async () => {
      const start = performance.now();
      await detector.detect(picture);
      await classifier.classify(Array<Float32Array>(faces).fill(crop));
      took = performance.now() - start;
    };
    for (let i = 0; i < WARMING; i++) await warming(tick);
    if (took > HOPELESS * worst) return took;
    let shortest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < COUNTED; i++) {
      await counted(tick);
      shortest = Math.min(shortest, took);
    }
    return shortest;
  };
  const one = await timeOf(1);
  return { one, many: one > worst ? one : await timeOf(MANY) };
}
