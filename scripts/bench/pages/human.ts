import { type Config, Human } from '@vladmandic/human';
import { offer } from './turns';

/** Detector and emotion alone, on every picture, on the back end that Facet runs on. */
const CONFIG: Partial<Config> = {
  backend: 'wasm',
  wasmPath: '/vendor/tfjs/',
  modelBasePath: '/peers/human/',
  cacheSensitivity: 0,
  debug: false,
  async: true,
  warmup: 'none',
  filter: { enabled: false },
  gesture: { enabled: false },
  face: {
    enabled: true,
    detector: { rotation: false, maxDetected: 1, skipFrames: 0, skipTime: 0 },
    mesh: { enabled: false },
    iris: { enabled: false },
    attention: { enabled: false },
    description: { enabled: false },
    emotion: { enabled: true, skipFrames: 0, skipTime: 0 },
  },
  body: { enabled: false },
  hand: { enabled: false },
  object: { enabled: false },
  segmentation: { enabled: false },
} as Partial<Config>;

const human = new Human(CONFIG);

offer({
  async open() {
    await human.load();
  },
  async read(picture) {
    const { face, error } = await human.detect(picture);
    if (error) throw new Error(error);
    return (face[0]?.emotion?.length ?? 0) > 0;
  },
});
