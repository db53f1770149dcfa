import { FOUR_BYTES } from '../bridge/raw-picture';
import { BLOCK, changedBlocks, hasChanged } from '../change';
import type { RawPicture } from '../messages';

/** Points that are compared, across; a face a third of the picture wide has 50 of them. */
const COLUMNS = 160;
const ACROSS_BLOCKS = COLUMNS / BLOCK;
/** Milliseconds after which a picture is sent though it did not change: so long may a change too slight to be seen go unread. */
const AT_LEAST_EVERY = 1000;
/** Milliseconds without a change after which a picture rests. */
const RESTS_AFTER = 2000;
/** Milliseconds between two looks at a picture that rests. */
export const RESTING_INTERVAL = 240;
/** Pictures until each row was sent again, whether it seemed to change or not. */
const REFRESHED_WITHIN = 16;
/** Of a picture: where more of it changed, it is sent whole. */
const MOST_OF_IT = 0.7;
/** Bytes from a row's begin to each of its points. */
const ACROSS = new Uint32Array(COLUMNS);

/** Whether one source's picture is still the one that was sent last, and where it is not, from some of its points. */
export class ChangeDetector {
  /** Of the picture as the other side has it, once it took over what was sent. */
  private sent: Uint8Array<ArrayBuffer> | null = null;
  private refreshed = 0;
  private next = new Uint8Array(0);
  private width = 0;
  private sentAt = Number.NEGATIVE_INFINITY;
  /** Not known of pictures that are not compared: they never rest. */
  private changedAt = Number.POSITIVE_INFINITY;

  /** A picture went by that cannot be compared: of what comes after it nothing is known. */
  forget(): void {
    this.sent = null;
    this.sentAt = Number.NEGATIVE_INFINITY;
    this.changedAt = Number.POSITIVE_INFINITY;
  }

  /** Nothing has changed for a while. @param now milliseconds. */
  rests(now: number): boolean {
    return now - this.changedAt > RESTS_AFTER;
  }

  /**
   * Notes a picture unless it is the last one but for noise.
   *
   * @param now milliseconds.
   * @param held the `now` of the picture that the other side holds; undefined: of none.
   * @returns what of it is to be sent: nothing, all, or those parts, as a message has them.
   */
  news(picture: RawPicture, now: number, held: number | undefined): 'nothing' | 'all' | Uint16Array {
    const { codedWidth: width, codedHeight: height } = picture.init;
    const rows = BLOCK * Math.round((COLUMNS * height) / width / BLOCK);
    if (rows === 0) return 'all';
    if (this.next.length !== COLUMNS * rows) this.next = new Uint8Array(COLUMNS * rows);
    sample(picture, rows, this.next);
    const { sent } = this;
    const isSame = sent?.length === this.next.length && this.width === width && !hasChanged(sent, this.next, COLUMNS);
    if (!isSame) this.changedAt = now;
    if (isSame && now - this.sentAt < AT_LEAST_EVERY) return 'nothing';
    const isBegun = sent?.length === this.next.length && this.width === width && held === this.sentAt;
    const spans = isBegun ? this.spans(sent) : null;
    this.width = width;
    this.sentAt = now;
    if (sent && spans) {
      for (let row = 0; 2 * row < spans.length; row++) {
        const [from, to] = [BLOCK * spans[2 * row]!, BLOCK * spans[2 * row + 1]!];
        for (let y = BLOCK * row; y < BLOCK * (row + 1); y++)
          sent.set(this.next.subarray(COLUMNS * y + from, COLUMNS * y + to), COLUMNS * y + from);
      }
      return spansAsParts(spans, width, height);
    }
    this.sent = this.next;
    this.next = sent ?? new Uint8Array(0);
    return 'all';
  }

  /** Of each row of blocks what is to be sent, with a block around all that changed; null: all of it. */
  private spans(sent: Uint8Array): Uint8Array | null {
    const changed = changedBlocks(sent, this.next, COLUMNS);
    const rows = changed.length / 2;
    const spans = new Uint8Array(changed.length);
    this.refreshed = (this.refreshed + 1) % REFRESHED_WITHIN;
    let all = 0;
    for (let row = 0; row < rows; row++) {
      let [from, to] = [ACROSS_BLOCKS, 0];
      if (row % REFRESHED_WITHIN === this.refreshed) [from, to] = [0, ACROSS_BLOCKS];
      for (let near = Math.max(0, row - 1); near <= Math.min(rows - 1, row + 1); near++) {
        const [begins, ends] = [changed[2 * near]!, changed[2 * near + 1]!];
        if (ends === 0) continue;
        from = Math.min(from, Math.max(0, begins - 1));
        to = Math.max(to, Math.min(ACROSS_BLOCKS, ends + 1));
      }
      if (to === 0) continue;
      spans.set([from, to], 2 * row);
      all += to - from;
    }
    return all > MOST_OF_IT * rows * ACROSS_BLOCKS ? null : spans;
  }
}

/** Spans of blocks as parts of the picture, with even edges, since colour has a sample for every other pixel. */
function spansAsParts(spans: Uint8Array, width: number, height: number): Uint16Array {
  const rows = spans.length / 2;
  const edge = (block: number, blocks: number, pixels: number) =>
    block === blocks ? pixels : 2 * Math.round((block * pixels) / blocks / 2);
  const parts: number[] = [];
  for (let row = 0; row < rows; row++) {
    const [from, to] = [spans[2 * row]!, spans[2 * row + 1]!];
    if (to === 0) continue;
    const [left, top] = [edge(from, ACROSS_BLOCKS, width), edge(row, rows, height)];
    parts.push(left, top, edge(to, ACROSS_BLOCKS, width) - left, edge(row + 1, rows, height) - top);
  }
  return Uint16Array.from(parts);
}

/** Luma of points in even distances; of four bytes a pixel, green, which is most of it. */
function sample({ data, init }: RawPicture, rows: number, into: Uint8Array): void {
  const { codedWidth, codedHeight, format, layout } = init;
  const size = FOUR_BYTES.includes(format) ? 4 : 1;
  const { offset, stride } = layout?.[0] ?? { offset: 0, stride: size * codedWidth };
  const bytes = new Uint8Array(data, offset + (size === 4 ? 1 : 0));
  for (let column = 0; column < COLUMNS; column++)
    ACROSS[column] = size * Math.floor(((column + 0.5) * codedWidth) / COLUMNS);
  for (let row = 0, i = 0; row < rows; row++) {
    const start = stride * Math.floor(((row + 0.5) * codedHeight) / rows);
    for (let column = 0; column < COLUMNS; column++, i++) into[i] = bytes[start + ACROSS[column]!]!;
  }
}
