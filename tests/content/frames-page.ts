import { Frames } from '../../src/content/frames';
import type { LiveTile } from '../../src/content/tiles';
import type { Box } from '../../src/engine/types';
import type { PixelSource } from '../../src/sites/site';

export interface SeenFrame {
  readonly id: string;
  readonly size: string;
  /** RGB of its middle. */
  readonly middle: readonly number[];
}

const frames = new Frames();
const tiles: LiveTile[] = [];

/** Lives in the page, beside what takes its pictures. */
const probe = {
  /** A 640 × 360 canvas, left half green and right half blue, that flickers a little so that it moves. */
  canvas(id: string): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { id, width: 640, height: 360 });
    document.body.append(canvas);
    const context = canvas.getContext('2d')!;
    let tick = 0;
    setInterval(() => {
      if (canvas.dataset.still) return;
      const shade = canvas.dataset.black ? 0 : 200 + (tick++ % 5) * 10;
      context.fillStyle = `rgb(0 ${shade} 0)`;
      context.fillRect(0, 0, 320, 360);
      context.fillStyle = `rgb(0 0 ${shade})`;
      context.fillRect(320, 0, 320, 360);
    }, 30);
    return canvas;
  },

  /** A video of that canvas. */
  async video(id: string): Promise<void> {
    const video = document.createElement('video');
    video.id = id;
    video.muted = true;
    video.srcObject = probe.canvas(`${id}-canvas`).captureStream(20);
    document.body.append(video);
    await video.play();
  },

  tile(elementId: string, region?: Box): void {
    const source = document.getElementById(elementId) as PixelSource;
    const tile = { key: null, name: null, isSelf: false, kind: 'person' as const, element: source, source };
    const id = `p${tiles.length}`;
    tiles.push({ id, name: id, named: false, isSelf: false, tile: region ? { ...tile, region } : tile });
  },

  async take(maxSide: number, most = 99): Promise<SeenFrame[]> {
    const taken = await frames.take(tiles, { maxSide, most, faceless: () => true });
    return taken.map(({ participantId, image }) => {
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(image.width / 2, image.height / 2, 1, 1);
      return { id: participantId, size: `${image.width}x${image.height}`, middle: [...data.slice(0, 3)] };
    });
  },

  cameras: () => tiles.map(({ id }) => frames.camera(id, Date.now())),
};

declare global {
  interface Window {
    framesProbe: typeof probe;
  }
}
window.framesProbe = probe;
