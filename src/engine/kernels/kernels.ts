import { report } from '../../report';
import { BadFile, readFile } from '../integrity';
import type { EngineAssets } from '../types';

/** What the files of assembly/ export. Places are bytes of the memory; their own comments say what each does. */
export interface Kernels {
  winogradFilters(from: number, to: number, inputs: number, outputs: number, tile: number): void;
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
  convolution(
    from: number,
    filters: number,
    bias: number,
    patches: number,
    to: number,
    side: number,
    inputs: number,
    outputs: number,
    size: number,
    stride: number,
    least: number,
  ): void;
  depthwise(
    from: number,
    filters: number,
    bias: number,
    to: number,
    side: number,
    channels: number,
    size: number,
    stride: number,
    least: number,
  ): void;
  pointwise(
    from: number,
    filters: number,
    bias: number,
    skip: number,
    skipped: number,
    to: number,
    rows: number,
    inner: number,
    columns: number,
    least: number,
  ): void;
  halve(from: number, to: number, side: number, channels: number): void;
  resize(from: number, to: number, side: number, channels: number, wanted: number): void;
}

/** Output channels that lie together, as products are taken. */
export const PANEL = 8;

/**
 * @returns null where they are missing or the browser cannot compile them: then tfjs runs the networks.
 * @throws BadFile where they were changed.
 */
export async function compileKernels(
  assets: Pick<EngineAssets, 'kernels' | 'digests'>,
): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compile(await readFile(assets.kernels, assets));
  } catch (error) {
    if (error instanceof BadFile) throw error;
    report('loading the kernels: tfjs runs the networks instead', error);
    return null;
  }
}

/** There is no kernel for what a network does, or not as much memory as it takes: tfjs runs it. */
export class NoKernel extends Error {}

/** What is made; null where there is no kernel for it. */
export function unlessNoKernel<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof NoKernel) return null;
    throw error;
  }
}

/** Kernels with a memory of their own. @throws where the browser does not run them. */
export async function instantiate(code: WebAssembly.Module): Promise<{ kernels: Kernels; arena: Arena }> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = await WebAssembly.instantiate(code, { env: { memory } });
  return { kernels: exports as unknown as Kernels, arena: new Arena(memory) };
}

/** What an output may not fall below. */
export function leastOf(isRectified: boolean): number {
  return isRectified ? 0 : Number.NEGATIVE_INFINITY;
}

const PAGE = 65_536;
const NUMBER = 4;

/** Memory that kernels work in: places are reserved once and never given back. */
export class Arena {
  /** The first page holds what the compiler laid out. */
  private end = PAGE;

  constructor(private readonly memory: WebAssembly.Memory) {}

  /** @returns where so many numbers may stand. @throws NoKernel where there is no room for them. */
  reserve(numbers: number): number {
    const at = this.end;
    // Sixteen bytes, and a cache's line, lie together.
    this.end += Math.ceil((NUMBER * numbers) / 64) * 64;
    const missing = Math.ceil((this.end - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.grow(missing);
    return at;
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (cause) {
      // RangeError: the machine has no more, or a memory may not be so large; TypeError: no number of pages is so large.
      throw new NoKernel(`There is no room for ${pages} more pages of memory.`, { cause });
    }
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
