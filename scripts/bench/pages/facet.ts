import { assetsUnder } from '../../../src/engine/assets';
import { Pipeline } from '../../../src/engine/pipeline';
import { offer } from './turns';

let pipeline: Pipeline;

offer({
  async open() {
    const assets = assetsUnder(new URL('/', location.href).href);
    pipeline = await Pipeline.create(assets, { signal: new AbortController().signal, backend: 'wasm' });
  },
  async read({ data, width, height }, time) {
    // As a call hands them over (src/bridge/raw-picture.ts).
    const init = { format: 'RGBX', codedWidth: width, codedHeight: height, timestamp: 1000 * time } as const;
    const image = new VideoFrame(data, init);
    const [reading] = await pipeline.readFrames([{ participantId: 'talker', time, image }]);
    return (reading?.faces.length ?? 0) > 0;
  },
});
