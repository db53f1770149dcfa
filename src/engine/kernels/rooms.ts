import type { Arena } from './kernels';

/** Numbers of an arena that a tensor stands in. */
export interface Room {
  readonly at: number;
  readonly numbers: number;
  /** Who has yet to read it. */
  readers: number;
}

/** Rooms that are used again once everybody has read what stood in them, so that a network's tensors stay in the cache. */
export class Rooms {
  private free: Room[] = [];

  constructor(private readonly arena: Arena) {}

  /** @param readers how many times it will be left. */
  take(numbers: number, readers: number): Room {
    const fitting = this.free.filter((room) => room.numbers >= numbers).sort((a, b) => a.numbers - b.numbers);
    const [best] = fitting;
    if (!best) return { at: this.arena.reserve(numbers), numbers, readers };
    this.free = this.free.filter((room) => room !== best);
    best.readers = readers;
    return best;
  }

  /** One of its readers is done with it. */
  leave(room: Room): void {
    room.readers--;
    if (room.readers === 0) this.free.push(room);
  }
}
