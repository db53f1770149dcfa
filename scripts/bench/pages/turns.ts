import type { Rival, Turn } from './rival';
import { drawSitting, PER_SECOND } from './sitting';

/** Lets Node drive a rival: see rival.ts. */
export function offer(rival: Rival): void {
  let pictures: readonly ImageData[] = [];
  let next = 0;

  globalThis.drawPictures = async (width, height) => {
    pictures = drawSitting(0, { width, height });
  };

  globalThis.openRival = async () => {
    const [picture] = drawSitting(0, { width: 320, height: 180 });
    const start = performance.now();
    await rival.open();
    if (!(await rival.read(picture!, 0))) throw new Error('The first picture was not read.');
    return performance.now() - start;
  };

  globalThis.takeTurn = async (count): Promise<Turn> => {
    const times: number[] = [];
    let missed = 0;
    for (let i = 0; i < count; i++) {
      next++;
      const picture = pictures[next % pictures.length]!;
      const start = performance.now();
      if (!(await rival.read(picture, (1000 * next) / PER_SECOND))) missed++;
      times.push(performance.now() - start);
    }
    return { read: count, missed, times };
  };
}
