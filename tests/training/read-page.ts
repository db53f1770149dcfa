import { assetsUnder } from '../../src/engine/assets';
import { Pipeline } from '../../src/engine/pipeline';
import type { FaceReading } from '../../src/engine/types';
import { openPicture } from '../../src/options/picture/open-picture';

/** Runs in a page, called from read.browser.test.ts: what the options page reads in a picture. */
declare global {
  var readFile: (base64: string) => Promise<readonly FaceReading[]>;
}

const { signal } = new AbortController();
const pipeline = await Pipeline.create(assetsUnder(new URL('/', location.href).href), { signal, backend: 'wasm' });

globalThis.readFile = async (base64) => {
  const picture = await openPicture(new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))]));
  return pipeline.readStillPicture(picture!, signal);
};
