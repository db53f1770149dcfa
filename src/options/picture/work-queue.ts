/** Lets work be done one after the other, in the order in which it was asked for. */
export class WorkQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** @returns what the work returns, once its turn came. A failure is the caller's, and holds up nobody. */
  add<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => {});
    return turn;
  }
}
