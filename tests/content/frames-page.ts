import type { Box } from '../../src/box';
import { unpackFrame } from '../../src/bridge/raw-picture';
import { Frames } from '../../src/content/frames';
import type { LiveTile } from '../../src/content/tiles';
import type { PixelSource } from '../../src/sites/site';

export interface SeenFrame {
  readonly id: string;
  readonly size: string;
  /** As the camera's bytes, not drawn. */
  readonly raw: boolean;
  /** RGB of its middle. */
  readonly middle: readonly number[];
}

const frames = new Frames();
const tiles: LiveTile[] = [];

/** Lives in the page, beside what takes its pictures. */
const probe = {
  /** A canvas, 640 × 360 times `scale`, left half green and right half blue, that flickers a little so that it moves. */
  canvas(id: string, scale = 1): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { id, width: 640 * scale, height: 360 * scale });
    document.body.append(canvas);
    const context = canvas.getContext('2d')!;
    context.scale(scale, scale);
    let tick = 0;
    let drawnAt = 0;
    setInterval(() => {
      if (canvas.dataset.still || (canvas.dataset.slow && performance.now() - drawnAt < 1000)) return;
      drawnAt = performance.now();
      const shade = canvas.dataset.black ? 0 : 200 + (tick % 5) * 10;
      // Drawn again and again, it is a new frame each time.
      if (!canvas.dataset.same) tick++;
      context.fillStyle = `rgb(0 ${shade} 0)`;
      context.fillRect(0, 0, 320, 360);
      context.fillStyle = `rgb(0 0 ${shade})`;
      context.fillRect(320, 0, 320, 360);
      // More than a camera's noise.
      context.fillStyle = canvas.dataset.black ? '#000' : '#888';
      context.fillRect((tick * 37) % 600, 20, 40, 60);
    }, 30);
    return canvas;
  },

  /** A video of that canvas. */
  async video(id: string, scale = 1): Promise<void> {
    const video = document.createElement('video');
    video.id = id;
    video.muted = true;
    video.srcObject = probe.canvas(`${id}-canvas`, scale).captureStream(20);
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
    const taken = await frames.take(tiles, { maxSide, most, held: {}, faceless: () => true });
    return taken.flatMap(({ participantId, image }) => {
      if (!image) return [];
      const picture = image instanceof ImageBitmap ? image : unpackFrame(image)!;
      const [width, height] =
        picture instanceof ImageBitmap
          ? [picture.width, picture.height]
          : [picture.displayWidth, picture.displayHeight];
      const context = new OffscreenCanvas(width, height).getContext('2d')!;
      context.drawImage(picture, 0, 0);
      picture.close();
      const { data } = context.getImageData(width / 2, height / 2, 1, 1);
      const raw = !(image instanceof ImageBitmap);
      return { id: participantId, size: `${width}x${height}`, raw, middle: [...data.slice(0, 3)] };
    });
  },

  noteScan: () => frames.noteScan(tiles),

  saves: () => frames.saves,

  /** The name of what went wrong in the last `take`. */
  failure: (): string | null => (frames.failure === null ? null : (frames.failure as Error).name),

  /** A picture of another origin is drawn on a canvas, which nobody in the page may read from then on. */
  async taint(id: string, url: string): Promise<void> {
    const image = new Image();
    image.src = url;
    await image.decode();
    (document.getElementById(id) as HTMLCanvasElement).getContext('2d')!.drawImage(image, 0, 0);
  },

  cameras: () => tiles.map(({ id }) => frames.camera(id)),
};

declare global {
  interface Window {
    framesProbe: typeof probe;
  }
}
window.framesProbe = probe;
