import { ByteBuffers, packFrame, unpackFrame } from '../../src/bridge/raw-picture';
import { hash, isBlank, Thumbnail } from '../../src/content/thumbnail';
import { PixelReader } from '../../src/engine/pixels';
import { standInCanvas } from '../../src/engine/stand-in-canvas';

/** Runs in a page, called from tests/engine/buffers.browser.test.ts. */
declare global {
  var buffersTest: typeof calls;
}

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

const SIZES = [
  [64, 36],
  [36, 64],
  [20, 10],
] as const;
const PAINTS: readonly Rgba[] = [
  [255, 0, 0, 255],
  [0, 0, 255, 255],
  [0, 255, 0, 128],
  [0, 0, 0, 0],
];

/** One colour all over, not premultiplied. */
function pixels(width: number, height: number, paint: Rgba): ImageData {
  const data = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => paint[i % 4]!);
  return new ImageData(data, width, height);
}

function videoFrame({ data, width, height }: ImageData): VideoFrame {
  return new VideoFrame(data, { format: 'RGBA', codedWidth: width, codedHeight: height, timestamp: 0 });
}

/** Pictures of every size and paint, as a bitmap and as a video's frame; made anew by each call. */
const MAKERS = SIZES.flatMap(([width, height]) =>
  PAINTS.flatMap((paint) => [
    { name: `bitmap ${width} × ${height} of ${paint}`, make: () => createImageBitmap(pixels(width, height, paint)) },
    { name: `frame ${width} × ${height} of ${paint}`, make: async () => videoFrame(pixels(width, height, paint)) },
  ]),
);

/** FNV-1a of what was read, with its size. */
const digest = ({ data, width, height }: ImageData) => `${width} × ${height} ${hash(data)}`;

async function readOnce(reader: PixelReader, make: () => Promise<ImageBitmap | VideoFrame>): Promise<string> {
  const picture = await make();
  try {
    return digest(await reader.readFrame(picture));
  } finally {
    picture.close();
  }
}

async function middle(reader: PixelReader, picture: ImageBitmap | VideoFrame): Promise<number[]> {
  const { data, width, height } = await reader.readFrame(picture);
  picture.close();
  const at = 4 * (Math.floor(height / 2) * width + Math.floor(width / 2));
  return [...data.subarray(at, at + 4)];
}

/** Each picture after each other one, with a reading that fails in between where `failing`. */
async function readAfterEveryOther(failing: boolean): Promise<string[]> {
  const alone = new Map<string, string>();
  for (const { name, make } of MAKERS) alone.set(name, await readOnce(new PixelReader(), make));
  const shared = new PixelReader();
  const leaks: string[] = [];
  for (const first of MAKERS) {
    for (const second of MAKERS) {
      await readOnce(shared, first.make);
      if (failing) {
        const closed = await second.make();
        closed.close();
        const failed = await shared.readFrame(closed).then(
          () => false,
          () => true,
        );
        if (!failed) leaks.push(`a closed ${second.name} was read`);
      }
      if ((await readOnce(shared, second.make)) !== alone.get(second.name))
        leaks.push(`${second.name} after ${first.name}`);
    }
  }
  return leaks;
}

/** What MediaPipe does with its context for one picture. */
function throughContext(gl: WebGL2RenderingContext, picture: unknown, memory: Uint8Array, [w, h]: [number, number]) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  (gl.texImage2D as (...given: unknown[]) => void)(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture);
  (gl.framebufferTexture2D as (...given: unknown[]) => void)(0, 0, gl.TEXTURE_2D, texture);
  gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, memory, 0);
}

const calls = {
  readAfterEveryOther,

  /** What is read of a paint, as a bitmap and as a video's frame. */
  async opaque(paint: Rgba): Promise<[bitmap: number[], frame: number[]]> {
    const reader = new PixelReader();
    await middle(reader, await createImageBitmap(pixels(64, 36, [255, 255, 0, 255])));
    return [
      await middle(reader, await createImageBitmap(pixels(64, 36, paint))),
      await middle(reader, videoFrame(pixels(64, 36, paint))),
    ];
  },

  /** A part of a transparent picture, read after the same part of an opaque one. */
  async partAfterPart(): Promise<number[]> {
    const reader = new PixelReader();
    const part = { x: 10, y: 10, width: 20, height: 20 };
    reader.read(await createImageBitmap(pixels(64, 64, [255, 0, 0, 255])), part);
    return [...reader.read(await createImageBitmap(pixels(64, 64, [0, 0, 0, 0])), part).data.subarray(0, 4)];
  },

  /** Pictures packed one after the other into the same buffers, as they come out on the other side. */
  async packed(): Promise<{ got: string[]; wanted: string[] }> {
    const buffers = new ByteBuffers();
    const [got, wanted]: [string[], string[]] = [[], []];
    const show = async (frame: VideoFrame) => {
      const [width, height] = [frame.displayWidth, frame.displayHeight];
      const rgba = new Uint8ClampedArray(4 * width * height);
      await frame.copyTo(rgba, { format: 'RGBA', colorSpace: 'srgb' });
      frame.close();
      return `${width} × ${height} ${hash(rgba)}`;
    };
    // Twice as long as `maxSide`: those are thinned out, the others are not.
    for (const [width, height, maxSide] of [
      [64, 36, 32],
      [64, 36, 640],
      [36, 64, 32],
      [20, 10, 10],
      [64, 36, 32],
    ] as const) {
      for (const paint of PAINTS) {
        const step = Math.floor(Math.max(width, height) / maxSide) || 1;
        const closed = videoFrame(pixels(width, height, paint));
        closed.close();
        await packFrame(closed, maxSide, buffers).catch(() => {});
        const raw = await packFrame(videoFrame(pixels(width, height, paint)), maxSide, buffers);
        got.push(await show(unpackFrame(raw)!));
        wanted.push(await show(videoFrame(pixels(Math.floor(width / step), Math.floor(height / step), paint))));
      }
    }
    return { got, wanted };
  },

  /** Small pictures of a transparent canvas after an opaque one, and after one that could not be drawn. */
  async thumbnails(): Promise<{ blank: boolean; same: boolean; afterFailure: boolean }> {
    const shared = new Thumbnail();
    const opaque = await createImageBitmap(pixels(64, 36, [200, 100, 50, 255]));
    const clear = await createImageBitmap(pixels(64, 36, [0, 0, 0, 0]));
    const half = await createImageBitmap(pixels(64, 36, [0, 90, 0, 128]));
    const alone = (picture: ImageBitmap) => hash(new Thumbnail().draw(picture));
    shared.draw(opaque);
    const blank = isBlank(shared.draw(clear));
    shared.draw(opaque);
    const same = hash(shared.draw(half)) === alone(half);
    shared.draw(opaque);
    opaque.close();
    try {
      shared.draw(opaque);
    } catch {}
    return { blank, same, afterFailure: hash(shared.draw(half, { x: 0, y: 0, width: 9, height: 9 })) === alone(half) };
  },

  /** What the detector's memory holds of a picture that could not be taken, after one that could; and its second reading. */
  standIn(): { first: boolean; refused: boolean; memory: number[]; again: boolean } {
    const gl = (standInCanvas() as unknown as HTMLCanvasElement).getContext('webgl2')!;
    const size: [number, number] = [8, 8];
    const known = pixels(...size, [1, 2, 3, 255]);
    const memory = new Uint8Array(known.data.length);
    throughContext(gl, known, memory, size);
    const first = memory.every((byte, i) => byte === known.data[i]);
    memory.fill(0);
    const fails = (work: () => void) => {
      try {
        work();
        return false;
      } catch {
        return true;
      }
    };
    // The same texture is still bound and attached: only its picture may tell.
    const given = [gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE];
    const read = () => gl.readPixels(0, 0, ...size, gl.RGBA, gl.UNSIGNED_BYTE, memory, 0);
    const again = fails(read);
    const refused = fails(() => (gl.texImage2D as (...all: unknown[]) => void)(...given, null)) && fails(read);
    return { first, refused, memory: [...new Set(memory)], again };
  },
};

globalThis.buffersTest = calls;
