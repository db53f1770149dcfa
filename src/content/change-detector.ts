import { FOUR_BYTES } from '../bridge/raw-picture';
import { BLOCK, hasChanged } from '../change';
import type { RawPicture } from '../messages';

/** Points that are compared, across; a face a third of the picture wide has 50 of them. */
const COLUMNS = 160;
/** Milliseconds after which a picture is sent though it did not change: so long may a change too slight to be seen go unread. */
const AT_LEAST_EVERY = 1000;
/** Milliseconds without a change after which a picture rests. */
const RESTS_AFTER = 2000;
/** Milliseconds between two looks at a picture that rests. */
export const RESTING_INTERVAL = 240;
/** Bytes from a row's begin to each of its points. */
const ACROSS = new Uint32Array(COLUMNS);

/** Whether one source's picture is still the one that was sent last, from some of its points. */
export class ChangeDetector {
  private sent: Uint8Array<ArrayBuffer> | null = null;
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
   * @returns whether it need not be sent.
   */
  isSame(picture: RawPicture, now: number): boolean {
    const { codedWidth: width, codedHeight: height } = picture.init;
    const rows = BLOCK * Math.round((COLUMNS * height) / width / BLOCK);
    if (rows === 0) return false;
    if (this.next.length !== COLUMNS * rows) this.next = new Uint8Array(COLUMNS * rows);
    sample(picture, rows, this.next);
    const { sent } = this;
    const isSame = sent?.length === this.next.length && this.width === width && !hasChanged(sent, this.next, COLUMNS);
    if (!isSame) this.changedAt = now;
    if (isSame && now - this.sentAt < AT_LEAST_EVERY) return true;
    this.sent = this.next;
    this.next = sent ?? new Uint8Array(0);
    this.width = width;
    this.sentAt = now;
    return false;
  }
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
