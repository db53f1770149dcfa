import { membersOf } from '../../sites/members';
import { askToStop, type Notice } from './labels';
import { font, paint, textPiece } from './pill';
import type { Rect } from './placement';

const HEIGHT = 20;
/** Room at both ends; the dot and what stands before the text. */
const PADDING = 12;
const BEFORE_TEXT = 14;
/** Of the window's width stays free at the least, in pixels. */
const FREE = 40;

/** Pixels of the window's upper edge, in its middle, that take a click: always the same, so that they tell the page nothing. */
const BUTTON = { width: 180, height: HEIGHT };
/** Milliseconds in which a second click stops. */
const ASKING = 6000;

/**
 * The line at the window's upper edge that says that Facet reads, or what is wrong. It stays while anything is read; a
 * click on it offers to stop, a second one does. Only the user's own clicks count, and the page can click nothing but an
 * end of the reading.
 */
export class NoticeLine {
  readonly node = membersOf(document).createElement('div');
  readonly button = membersOf(document).createElement('div');
  private canvas = membersOf(document).createElement('canvas');
  private notice: Notice | null = null;
  private drawn = '';
  /** Its place in the window. */
  rect: Rect = { x: 0, y: 0, width: 0, height: 0 };

  /** Read now: once the extension is gone it gives no more messages. */
  private readonly question = askToStop();
  private askedAt = Number.NEGATIVE_INFINITY;

  /** @param stop is called when the user wants that nothing is read any more. */
  constructor(stop: () => void, signal: AbortSignal) {
    this.button.className = 'stop';
    this.button.style.width = `${BUTTON.width}px`;
    this.button.style.height = `${BUTTON.height}px`;
    // The page keeps its focus, and hears of no press that was not meant for it.
    const keep = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'])
      this.button.addEventListener(type, keep, { signal });
    this.button.addEventListener('click', (event) => this.press(event, stop), { signal });
    this.node.setAttribute('role', 'status');
    this.node.className = 'notice';
    this.node.append(membersOf(document).createElement('i'), this.canvas);
  }

  show(notice: Notice): void {
    this.notice = notice;
    this.fit();
  }

  private press(event: MouseEvent, stop: () => void): void {
    event.stopPropagation();
    if (!event.isTrusted) return;
    if (this.isAsking) stop();
    else this.askedAt = performance.now();
    this.fit();
  }

  private get isAsking(): boolean {
    return performance.now() - this.askedAt < ASKING;
  }

  /** A screen reader says what comes into a status, not what only changes there; and text the page could find. */
  private pronounce(said: string): void {
    if (this.canvas.ariaLabel === said) return;
    const canvas = membersOf(document).createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.ariaLabel = said;
    this.canvas.replaceWith(canvas);
    this.canvas = canvas;
  }

  /** Draws it again where the window's width or resolution changed. */
  fit(): void {
    if (!this.notice) return;
    const { text: said, tone } = this.isAsking ? this.question : this.notice;
    const key = JSON.stringify([said, tone, innerWidth, devicePixelRatio]);
    if (key === this.drawn) return;
    this.node.className = `notice ${tone}`;
    this.drawn = key;
    this.pronounce(said);
    const longest = Math.max(20, innerWidth - FREE - BEFORE_TEXT - 2 * PADDING);
    const text = textPiece(said, font(500, 11.5), '#fff', longest);
    const width = Math.max(BUTTON.width, Math.ceil(text.width) + BEFORE_TEXT + 2 * PADDING);
    const middle = Math.max(0, Math.round((innerWidth - BUTTON.width) / 2));
    this.button.style.transform = `translate(${middle}px, 0)`;
    this.rect = { x: Math.max(0, Math.round((innerWidth - width) / 2)), y: 0, width, height: HEIGHT };
    this.node.style.transform = `translate(${this.rect.x}px, 0)`;
    this.node.style.width = `${width}px`;
    this.node.style.height = `${HEIGHT}px`;
    paint(this.canvas, { width, height: HEIGHT }, (context) => {
      context.font = text.font;
      context.fillStyle = text.color;
      context.fillText(text.text, PADDING + BEFORE_TEXT, HEIGHT / 2 + 0.5);
    });
  }
}
