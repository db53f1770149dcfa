/** What assembly/convolution.ts exports. Places are bytes of the memory; its own comments say what each does. */
export interface Kernels {
  winogradInput(from: number, to: number, batch: number, side: number, channels: number, tile: number): void;
  multiply(a: number, b: number, to: number, points: number, rows: number, inner: number, columns: number): void;
  winogradOutput(
    from: number,
    bias: number,
    skip: number,
    to: number,
    batch: number,
    side: number,
    channels: number,
    tile: number,
    least: number,
  ): void;
  firstConvolution(
    from: number,
    filters: number,
    bias: number,
    to: number,
    batch: number,
    side: number,
    channels: number,
    least: number,
  ): void;
  maxPool(from: number, to: number, batch: number, side: number, channels: number, size: number): void;
  meanPool(from: number, to: number, batch: number, side: number, channels: number, size: number, stride: number): void;
  add(a: number, b: number, to: number, numbers: number): void;
}

const PAGE = 65_536;
const NUMBER = 4;

/** Memory that kernels work in: places are reserved once and never given back. */
export class Arena {
  /** The first page holds what the compiler laid out. */
  private end = PAGE;

  constructor(private readonly memory: WebAssembly.Memory) {}

  /** @returns where so many numbers may stand. */
  reserve(numbers: number): number {
    const at = this.end;
    // Sixteen bytes, and a cache's line, lie together.
    this.end += Math.ceil((NUMBER * numbers) / 64) * 64;
    const missing = Math.ceil((this.end - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.memory.grow(missing);
    return at;
  }

  /** @returns where they stand. */
  keep(numbers: ArrayLike<number>): number {
    const at = this.reserve(numbers.length);
    this.view(at, numbers.length).set(numbers);
    return at;
  }

  /** Good until more is reserved. */
  view(at: number, numbers: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, numbers);
  }
}
