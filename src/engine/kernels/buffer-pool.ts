import type { Arena } from './kernels';

/** Numbers of an arena that a tensor stands in. */
export interface PooledBuffer {
  readonly at: number;
  readonly numbers: number;
  /** Who has yet to read it. */
  readers: number;
}

/** Buffers that are used again once everybody has read what stood in them, so that a network's tensors stay in the cache. */
export class BufferPool {
  private free: PooledBuffer[] = [];

  constructor(private readonly arena: Arena) {}

  /** @param readers how many times it will be released. */
  take(numbers: number, readers: number): PooledBuffer {
    const fitting = this.free.filter((buffer) => buffer.numbers >= numbers).sort((a, b) => a.numbers - b.numbers);
    const [best] = fitting;
    if (!best) return { at: this.arena.reserve(numbers), numbers, readers };
    this.free = this.free.filter((buffer) => buffer !== best);
    best.readers = readers;
    return best;
  }

  /** One of its readers is done with it. */
  release(buffer: PooledBuffer): void {
    buffer.readers--;
    if (buffer.readers === 0) this.free.push(buffer);
  }
}
