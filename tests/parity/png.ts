import { inflateSync } from 'node:zlib';

/** Pixels of a PNG as a canvas writes it: 8 bits a channel, RGB or RGBA, not interlaced (https://www.w3.org/TR/png-3/). */
export function decodePng(png: Buffer): {
  readonly rgba: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
} {
  const [width, height, depth, colour, interlaced] = [
    png.readUInt32BE(16),
    png.readUInt32BE(20),
    png[24],
    png[25]!,
    png[28],
  ];
  const channels = { 2: 3, 6: 4 }[colour];
  if (depth !== 8 || !channels || interlaced) throw new Error('A PNG of this kind is not read here.');

  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
  }
  const rows = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let c = 0; c < channels; c++) rgba[4 * pixel + c] = rows[channels * pixel + c]!;
  }
  return { rgba, width, height };
}

/** Every row says in its first byte how it was made from its neighbours: § 9. */
function unfilter(data: Buffer, bytesPerRow: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(bytesPerRow * height);
  for (let row = 0; row < height; row++) {
    const filter = data[row * (bytesPerRow + 1)];
    for (let i = 0; i < bytesPerRow; i++) {
      const at = row * bytesPerRow + i;
      const left = i >= channels ? out[at - channels]! : 0;
      const up = row > 0 ? out[at - bytesPerRow]! : 0;
      const corner = row > 0 && i >= channels ? out[at - bytesPerRow - channels]! : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter!]!;
      out[at] = data[row * (bytesPerRow + 1) + 1 + i]! + predicted;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
