import type { Notice } from './labels';
import { font, paint, run } from './pill';
import type { Rect } from './placement';

const HEIGHT = 20;
/** Room at both ends; the dot and what stands before the text. */
const PADDING = 12;
const BEFORE_TEXT = 14;
/** Of the window's width stays free at the least, in pixels. */
const FREE = 40;

/** The line at the window's upper edge that says that Facet reads, or what is wrong. It stays while anything is read. */
export class NoticeLine {
  readonly node = document.createElement('div');
  private readonly canvas = document.createElement('canvas');
  private notice: Notice | null = null;
  private drawn = '';
  /** Its place in the window. */
  rect: Rect = { x: 0, y: 0, width: 0, height: 0 };

  constructor() {
    this.node.setAttribute('role', 'status');
    this.node.className = 'notice';
    this.node.append(document.createElement('i'), this.canvas);
  }

  show(notice: Notice): void {
    this.notice = notice;
    this.node.className = `notice ${notice.tone}`;
    this.node.ariaLabel = notice.text;
    this.fit();
  }

  /** Draws it again where the window's width or resolution changed. */
  fit(): void {
    const key = JSON.stringify([this.notice, innerWidth, devicePixelRatio]);
    if (!this.notice || key === this.drawn) return;
    this.drawn = key;
    const longest = Math.max(20, innerWidth - FREE - BEFORE_TEXT - 2 * PADDING);
    const text = run(this.notice.text, font(500, 11.5), '#fff', longest);
    const width = Math.ceil(text.width) + BEFORE_TEXT + 2 * PADDING;
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
