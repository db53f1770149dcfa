import { mulberry } from '../mulberry';

/** A call's camera (scripts/call/page/live-face.ts). */
export const CAMERA = { width: 480, height: 270 } as const;
/** Deviation of its noise, in grey levels. */
const NOISE = 2;

/** Noise of a uniform distribution, more of it than a picture has rows, to be laid over each from another place on. */
const noise = (() => {
  const random = mulberry(1);
  const width = NOISE * Math.sqrt(12);
  return Float32Array.from({ length: CAMERA.width * (CAMERA.height + 64) }, () => width * (random() - 0.5));
})();

/** What a decoder gives of a picture: I420, BT.601. */
export interface Planes {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly init: VideoFrameBufferInit;
}

/** @param picture CAMERA's size. @param time seconds. @param random where its noise begins. */
export function filmed({ data, width, height }: ImageData, time: number, random: () => number): Planes {
  const [columns, rows] = [width / 2, Math.ceil(height / 2)];
  const planes = new Uint8ClampedArray(width * height + 2 * columns * rows);
  const shift = Math.floor(random() * (noise.length - width * height));
  for (let i = 0, at = 0; i < width * height; i++, at += 4) {
    const luma = 16 + (65.481 * data[at]! + 128.553 * data[at + 1]! + 24.966 * data[at + 2]!) / 255;
    planes[i] = luma + noise[shift + i]!;
  }
  for (let row = 0, i = width * height; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      const at = 4 * (2 * row * width + 2 * column);
      const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
      planes[i] = 128 + (-37.797 * r - 74.203 * g + 112 * b) / 255;
      planes[i + columns * rows] = 128 + (112 * r - 93.786 * g - 18.214 * b) / 255;
    }
  }
  const colorSpace = { matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m', fullRange: false } as const;
  const init = { format: 'I420', codedWidth: width, codedHeight: height, timestamp: 1e6 * time, colorSpace } as const;
  return { data: new Uint8Array(planes.buffer), init };
}
