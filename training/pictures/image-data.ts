/** The browser's ImageData, which Node lacks, as far as the engine uses it. */
class PlainImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly colorSpace = 'srgb';

  constructor(width: number, height: number);
  constructor(data: Uint8ClampedArray, width: number, height: number);
  constructor(...args: [number, number] | [Uint8ClampedArray, number, number]) {
    const [data, width, height] = args.length === 3 ? args : [new Uint8ClampedArray(4 * args[0] * args[1]), ...args];
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

globalThis.ImageData ??= PlainImageData as unknown as typeof ImageData;
