import { assetsUnder } from '../../src/engine/assets';
import { Pipeline } from '../../src/engine/pipeline';
import { fitted } from '../../src/options/read-video';
import type { Reading } from './reading';

/** Runs in a page, called from read.ts. */
declare global {
  /** Pictures' files in base64 → what the engine reads in each; null: it is no picture that the browser can open. */
  var readPictures: (files: string[]) => Promise<(Reading | null)[]>;
}

const life = new AbortController();
const pipeline = await Pipeline.create(assetsUnder(new URL('/', location.href).href), { signal: life.signal });

globalThis.readPictures = async (files) => {
  const readings: (Reading | null)[] = [];
  for (const file of files) {
    const picture = await open(file);
    readings.push(picture && (await readPicture(picture)));
    picture?.close();
  }
  return readings;
};

/** No larger than a call's frames are (src/options/read-video.ts), upright as its camera meant it. */
async function open(base64: string): Promise<ImageBitmap | null> {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  try {
    const full = await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' });
    const picture = await createImageBitmap(full, fitted(full.width, full.height));
    full.close();
    return picture;
  } catch {
    return null;
  }
}

async function readPicture(picture: ImageBitmap): Promise<Reading> {
  const faces = await pipeline.readStillPicture(picture, life.signal);
  const area = ({ box }: (typeof faces)[number]) => box.width * box.height;
  const [largest] = [...faces].sort((a, b) => area(b) - area(a));
  return {
    faces: faces.length,
    probabilities: largest?.probabilities ?? [],
    // Of the bundled model.
    expression: (largest?.expression ?? null) as Reading['expression'],
    ...(largest?.unsure ? { unsure: largest.unsure } : {}),
  };
}
