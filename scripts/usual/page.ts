import { assetsUnder } from '../../src/engine/assets';
import { Pipeline } from '../../src/engine/pipeline';
import type { Expression } from '../../src/expressions';
import { noisyFrames } from './frames';

/** Runs in a page, called from measure.ts. */
declare global {
  /** Two pictures of one person, as data URLs → what each reading of the call that they make shows more than usual. */
  var readPair: (resting: string, smiling: string, seed: number) => Promise<PairReadings>;
}

/** `undefined`: not read, or not compared; null: as usual. */
export type More = Expression | null | undefined;

export interface PairReadings {
  readonly resting: readonly More[];
  readonly smiling: readonly More[];
}

/** Readings that the usual is learned from, and then of each picture, one a second. */
const LEARNED = 20;
const READ = 20;

const pipeline = await Pipeline.create(assetsUnder(new URL('/', location.href).href), {
  signal: new AbortController().signal,
  backend: 'wasm',
});

globalThis.readPair = async (resting, smiling, seed) => {
  const participantId = `pair ${seed}`;
  let time = 0;
  const read = async (next: () => Promise<ImageBitmap>, count: number): Promise<More[]> => {
    const results: More[] = [];
    for (let i = 0; i < count; i++, time += 1000) {
      const [reading] = await pipeline.readFrames([{ participantId, time, image: await next() }]);
      const usual = reading?.faces[0]?.usual;
      results.push(usual?.deviations ? usual.more : undefined);
    }
    return results;
  };
  const rest = noisyFrames(await pictureAt(resting), seed);
  await read(rest, LEARNED);
  const results = {
    resting: await read(rest, READ),
    smiling: await read(noisyFrames(await pictureAt(smiling), -seed), READ),
  };
  pipeline.forget(participantId);
  return results;
};

async function pictureAt(url: string): Promise<ImageBitmap> {
  return createImageBitmap(await (await fetch(url)).blob());
}
