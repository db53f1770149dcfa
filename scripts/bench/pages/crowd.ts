import { assetsUnder } from '../../../src/engine/assets';
import { Pipeline } from '../../../src/engine/pipeline';
import { drawSitting, PER_SECOND } from './sitting';

/** Called from crowd.ts: reads so many ticks of a call of so many participants, all of whom talk. @returns faces read. */
declare global {
  var readTicks: (participants: number, ticks: number) => Promise<number>;
}

const PEOPLE_DRAWN = 4;
const SIZE = { width: 320, height: 180 };

const assets = assetsUnder(new URL('/', location.href).href);
const pipelines = new Map<number, { readonly pipeline: Pipeline; tick: number }>();
const films = Array.from({ length: PEOPLE_DRAWN }, (_, who) => drawSitting(who, SIZE));

globalThis.readTicks = async (participants, ticks) => {
  let call = pipelines.get(participants);
  if (!call) {
    const pipeline = await Pipeline.create(assets, { signal: new AbortController().signal, backend: 'wasm' });
    call = { pipeline, tick: 0 };
    pipelines.set(participants, call);
  }
  let faces = 0;
  for (let i = 0; i < ticks; i++) {
    const time = (1000 * ++call.tick) / PER_SECOND;
    const frames = Array.from({ length: participants }, (_, who) => {
      const film = films[who % films.length]!;
      const { data, width, height } = film[(call.tick + 19 * who) % film.length]!;
      const init = { format: 'RGBX', codedWidth: width, codedHeight: height, timestamp: 1000 * time } as const;
      return { participantId: `${who}`, time, image: new VideoFrame(data, init) };
    });
    for (const reading of await call.pipeline.readFrames(frames)) faces += reading.faces.length;
  }
  return faces;
};
