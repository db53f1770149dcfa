import type { Size } from '../../box';
import type { ModelClass } from '../../classes';
import { membersOf } from '../../sites/members';
import { drawFace, type Picture } from './drawn-face';
import { type Bars, barsOf, drawBars } from './label-bars';
import type { Label } from './labels';
import type { Scale } from './scale';

/** What a label may say: "Room · 1 ☺ happy 71 % ↑", with a bar for each expression below it or without; "☺ happy ↑"; "☺". */
export type Form = 'bars' | 'full' | 'word' | 'sign';

/**
 * Generic families alone: of a named one, or of `emoji`, the page learns what is written by a font face of that name.
 * Faces are drawn, not written, for the same reason.
 */
const FAMILY = 'system-ui, sans-serif';
/** Pixels; longer names are cut. */
const LONGEST_NAME = 120;

type Part = TextPiece | Picture;

interface TextPiece {
  readonly text: string;
  readonly font: string;
  readonly color: string;
  readonly width: number;
}

const ruler = new OffscreenCanvas(1, 1).getContext('2d')!;
/** By font and text: labels say the same words again and again, and to measure them is the dearest of it. */
const widths = new Map<string, number>();
/** Texts; all are forgotten when there are so many. */
const MOST_WIDTHS = 500;
/** What a reader takes for one letter is cut nowhere: an emoji may be several characters. */
const letters = new Intl.Segmenter();

/** A piece of text as a canvas draws it; cut with "…" where it is longer than `longest` pixels. */
export function textPiece(text: string, font: string, color: string, longest = Number.POSITIVE_INFINITY): TextPiece {
  let cut = text;
  let width = widthOfText(cut, font);
  const whole = width > longest ? Array.from(letters.segment(text), ({ segment }) => segment) : [];
  for (let { length } = whole; width > longest && length > 0; ) {
    length = Math.min(length - 1, Math.floor((length * longest) / width));
    cut = `${whole.slice(0, length).join('')}…`;
    width = widthOfText(cut, font);
  }
  return { text: cut, font, color, width };
}

function widthOfText(text: string, font: string): number {
  const key = `${font}\n${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  ruler.font = font;
  const { width } = ruler.measureText(text);
  if (widths.size >= MOST_WIDTHS) widths.clear();
  widths.set(key, width);
  return width;
}

/** As a canvas takes it. @param size pixels. */
export function font(weight: number, size: number): string {
  return `${weight} ${size}px ${FAMILY}`;
}

/**
 * Draws into a canvas, at the screen's own resolution. The overlay holds no text: a page finds text in a closed shadow
 * root by `window.find`, and its size by what the browser says of paints.
 */
export function paint(canvas: HTMLCanvasElement, size: Size, draw: (context: CanvasRenderingContext2D) => void): void {
  const width = Math.ceil(size.width * devicePixelRatio);
  const height = Math.ceil(size.height * devicePixelRatio);
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${size.width}px`;
  canvas.style.height = `${size.height}px`;
  const context = canvas.getContext('2d')!;
  context.scale(width / size.width, height / size.height);
  context.textBaseline = 'middle';
  draw(context);
}

/** Whether the user wants black and white rather than shades. */
const CONTRAST = '(prefers-contrast: more), (forced-colors: active)';
let contrast: MediaQueryList | null = null;

/** One form of a pill: the parts of its line, and what stands below it. */
interface Drawing {
  readonly parts: readonly Part[];
  readonly bars: Bars | null;
}

/** The small pill that says one thing: a drawn face, word, detail, and a mark. */
export class Pill {
  readonly node = membersOf(document).createElement('canvas');
  private drawings: readonly Drawing[] = [];
  private scale: Scale | null = null;
  private label: Label | null = null;
  private said = '';
  private drawn = '';
  private drawnSaid = '';

  /** @param forms that it may take, the fullest first @param hasNumbers whether it says how many would say so */
  constructor(
    className: string,
    private readonly forms: readonly Form[],
    private readonly hasNumbers: boolean,
  ) {
    this.node.className = `label ${className}`;
    this.node.setAttribute('role', 'img');
    this.node.hidden = true;
  }

  /**
   * What it says from now on.
   *
   * @param who is written before it
   * @param name of whom it says that, for those who cannot see where it stands
   * @returns its size in each of its forms.
   */
  say(label: Label, who: string, name: string, scale: Scale): Size[] {
    const said = JSON.stringify([label, who, name, scale]);
    if (said !== this.said) {
      this.said = said;
      this.label = label;
      this.scale = scale;
      this.drawings = this.forms.map((form) => drawingOf(label, who, form, scale, this.hasNumbers));
      const words = [label.title, label.more?.words];
      this.node.title = words.filter(Boolean).join(', ');
      this.node.ariaLabel = [who || name, label.title, label.detail, label.more?.words].filter(Boolean).join(', ');
    }
    return this.drawings.map((drawing) => sizeOf(drawing, scale));
  }

  /** Whether it says something else than it showed when it was last drawn. */
  get isStale(): boolean {
    return this.said !== this.drawnSaid;
  }

  /** @param form an index into its forms */
  draw(form: number): void {
    const { label, scale } = this;
    const drawing = this.drawings[form];
    if (!label || !scale || !drawing) return;
    this.drawnSaid = this.said;
    contrast ??= matchMedia(CONTRAST);
    const strong = contrast.matches;
    const key = JSON.stringify([this.said, form, devicePixelRatio, strong]);
    if (key === this.drawn) return;
    this.drawn = key;
    const { parts, bars } = drawing;
    const size = sizeOf(drawing, scale);
    const radius = scale.height / 2;
    paint(this.node, size, (context) => {
      context.fillStyle = strong ? '#000' : 'rgb(18 21 26 / .82)';
      context.beginPath();
      context.roundRect(0, 0, size.width, size.height, radius);
      context.fill();
      if (label.tone !== 'muted') {
        context.strokeStyle = label.color;
        context.lineWidth = 1.5;
        context.beginPath();
        context.roundRect(0.75, 0.75, size.width - 1.5, size.height - 1.5, radius - 0.75);
        context.stroke();
      }
      const widths = parts.reduce((sum, { width }) => sum + width, 0) + scale.gap * (parts.length - 1);
      let x = (size.width - widths) / 2;
      for (const part of parts) {
        if ('glyph' in part) drawFace(context, part, x, scale.height / 2);
        else {
          context.font = part.font;
          context.fillStyle = strong ? '#fff' : part.color;
          context.fillText(part.text, x, scale.height / 2 + 0.5);
        }
        x += part.width + scale.gap;
      }
      if (bars) drawBars(context, bars, (size.width - bars.width) / 2, scale.height, strong);
    });
  }
}

function drawingOf(label: Label, who: string, form: Form, scale: Scale, hasNumbers: boolean): Drawing {
  const line = form !== 'bars' ? form : hasNumbers ? 'full' : 'word';
  const bars = form === 'bars' && label.shares ? barsOf(label.shares, scale) : null;
  return { parts: partsOf(label, who, line, scale), bars };
}

function sizeOf({ parts, bars }: Drawing, scale: Scale): Size {
  const width = widthOf(parts, scale);
  return bars
    ? { width: Math.max(width, bars.width + 2 * scale.padding), height: scale.height + bars.height }
    : { width, height: scale.height };
}

function partsOf(label: Label, who: string, form: Exclude<Form, 'bars'>, scale: Scale): Part[] {
  const { glyph, word, detail, more, sign, tone } = label;
  const quiet = 'rgb(255 255 255 / .82)';
  const plain = (text: string, longest?: number) => textPiece(text, font(500, scale.text), quiet, longest);
  const strong = (text: string) => textPiece(text, font(600, scale.text), '#fff');
  const picture = (of: ModelClass | null) => (of ? [{ glyph: of, width: scale.glyph }] : []);
  const main = tone === 'reading' ? strong(word) : plain(word);
  const mark = more ? [strong('↑'), ...picture(more.glyph)] : [];
  const parts: Record<typeof form, Part[]> = {
    full: [
      plain(who, LONGEST_NAME),
      ...picture(glyph),
      main,
      plain(tone === 'unsure' ? `· ${detail}` : detail),
      ...mark,
    ],
    word: [...picture(glyph), main, ...mark],
    sign: glyph ? picture(glyph) : [strong(sign)],
  };
  return parts[form].filter((part) => 'glyph' in part || part.text !== '');
}

function widthOf(parts: readonly Part[], { padding, gap, height }: Scale): number {
  const inner = parts.reduce((sum, { width }) => sum + width, 0) + gap * Math.max(0, parts.length - 1);
  // A sign alone is a circle.
  return parts.length === 1 && inner < height - 2 ? height : Math.ceil(inner + 2 * padding);
}
