import { INPUT_AREA } from './input';
import type { Networks } from './networks';
import type { Speeds } from './types';

/** Faces of a full call's tick. */
const MANY = 16;
/** Ticks that are not counted: the first compile, and a graphics processor that slept is slow for a while … */
const WARMING = 2;
/** … and those of which the shortest counts: whatever else the machine does only makes one longer. */
const COUNTED = 4;
/** As many times the worst that may be: a tick that takes so long, but for the first, is the last. */
const HOPELESS = 5;
/** As large as tiles usually are. */
const PICTURE = { width: 320, height: 180 };

/**
 * How long ticks take on what networks run on.
 *
 * @param inTurn runs work when no tick is being read: neither waits long for the other, nor is measured with it.
 * @param worst milliseconds: if a tick with one face takes longer, larger ones are not tried; they take no less.
 * @throws what the networks throw.
 */
export async function speedsOf(
  {
    detector,
    classifier,
  }: {
    readonly detector: Pick<Networks['detector'], 'detect'>;
    readonly classifier: Pick<Networks['classifier'], 'classify'>;
  },
  inTurn: (work: () => Promise<void>) => Promise<void>,
  worst = Number.POSITIVE_INFINITY,
): Promise<Speeds> {
  const picture = {
    ...PICTURE,
    data: new Uint8ClampedArray(4 * PICTURE.width * PICTURE.height).fill(128),
    colorSpace: 'srgb',
  } as ImageData;
  const crop = Float32Array.from({ length: INPUT_AREA }, (_, i) => (i * 7) % 256);
  const timeOf = async (faces: number): Promise<number> => {
    let shortest = Number.POSITIVE_INFINITY;
    let took = 0;
    for (let tick = 0; tick < WARMING + COUNTED; tick++) {
      if (tick > 1 && took > HOPELESS * worst) return took;
      await inTurn(async () => {
        const start = performance.now();
        await detector.detect(picture);
        await classifier.classify(Array<Float32Array>(faces).fill(crop));
        took = performance.now() - start;
        if (tick >= WARMING) shortest = Math.min(shortest, took);
      });
    }
    return shortest;
  };
  const one = await timeOf(1);
  return { one, many: one > worst ? one : await timeOf(MANY) };
}
