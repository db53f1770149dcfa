import { type Expression, STYLE } from '../../expressions';
import { DISC, EYE, FACE_GLYPHS, GRID, STROKE } from '../../glyphs';
import { membersOf } from '../../sites/members';
import type { Label } from './labels';
import type { Size } from './placement';

/** What a label may say, the fullest first: "Room · 1 ☺ happy 71 % ↑", "☺ happy ↑", "☺". */
export const FORMS = ['full', 'word', 'sign'] as const;

export interface Scale {
  /** Pixels: height, room at both ends, between parts; sizes of type and of a drawn face. */
  readonly height: number;
  readonly padding: number;
  readonly gap: number;
  readonly text: number;
  readonly glyph: number;
}

export const REGULAR: Scale = { height: 26, padding: 10, gap: 6, text: 13, glyph: 16 };
export const COMPACT: Scale = { height: 20, padding: 7, gap: 4, text: 11.5, glyph: 14 };
export const TINY: Scale = { height: 14, padding: 4, gap: 3, text: 9.5, glyph: 11 };

/**
 * Generic families alone: of a named one, or of `emoji`, the page learns what is written by a font face of that name.
 * Faces are drawn, not written, for the same reason.
 */
const FAMILY = 'system-ui, sans-serif';
/** Pixels; longer names are cut. */
const LONGEST_NAME = 120;

/** A part of a pill that is a drawn face. */
interface Picture {
  readonly glyph: Expression;
  readonly width: number;
}

type Part = Run | Picture;

interface Run {
  readonly text: string;
  readonly font: string;
  readonly color: string;
  readonly width: number;
}

const ruler = new OffscreenCanvas(1, 1).getContext('2d')!;

/** A piece of text as a canvas draws it; cut with "…" where it is longer than `longest` pixels. */
export function run(text: string, font: string, color: string, longest = Number.POSITIVE_INFINITY): Run {
  ruler.font = font;
  let cut = text;
  let { width } = ruler.measureText(cut);
  for (let length = text.length; width > longest && length > 0; ) {
    length = Math.min(length - 1, Math.floor((length * longest) / width));
    cut = `${text.slice(0, length)}…`;
    ({ width } = ruler.measureText(cut));
  }
  return { text: cut, font, color, width };
}

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

const CONTRAST = '(prefers-contrast: more), (forced-colors: active)';

/** The small pill that says one thing: a drawn face, word, detail, and a mark. */
export class Pill {
  readonly node = membersOf(document).createElement('canvas');
  private forms: readonly (readonly Part[])[] = [];
  private scale = COMPACT;
  private label: Label | null = null;
  private said = '';
  private drawn = '';

  constructor(className: string) {
    this.node.className = `label ${className}`;
    this.node.setAttribute('role', 'img');
    this.node.hidden = true;
  }

  /** What it says from now on. @returns its size in each of FORMS. */
  say(label: Label, who: string, scale: Scale): Size[] {
    const said = JSON.stringify([label, who, scale]);
    if (said !== this.said) {
      this.said = said;
      this.label = label;
      this.scale = scale;
      this.forms = FORMS.map((form) => partsOf(label, who, form, scale));
      const words = [label.title, label.more?.words];
      this.node.title = words.filter(Boolean).join(', ');
      this.node.ariaLabel = [who, label.title, label.detail, label.more?.words].filter(Boolean).join(', ');
    }
    return this.forms.map((parts) => ({ width: widthOf(parts, this.scale), height: this.scale.height }));
  }

  /** @param form an index into FORMS */
  draw(form: number): void {
    const { label, scale } = this;
    const parts = this.forms[form];
    if (!label || !parts) return;
    const strong = matchMedia(CONTRAST).matches;
    const key = JSON.stringify([this.said, form, devicePixelRatio, strong]);
    if (key === this.drawn) return;
    this.drawn = key;
    const size = { width: widthOf(parts, scale), height: scale.height };
    paint(this.node, size, (context) => {
      context.fillStyle = strong ? '#000' : 'rgb(18 21 26 / .82)';
      context.beginPath();
      context.roundRect(0, 0, size.width, size.height, size.height / 2);
      context.fill();
      if (label.tone !== 'muted') {
        context.strokeStyle = label.color;
        context.lineWidth = 1.5;
        context.beginPath();
        context.roundRect(0.75, 0.75, size.width - 1.5, size.height - 1.5, size.height / 2 - 0.75);
        context.stroke();
      }
      const widths = parts.reduce((sum, { width }) => sum + width, 0) + scale.gap * (parts.length - 1);
      let x = (size.width - widths) / 2;
      for (const part of parts) {
        if ('glyph' in part) drawFace(context, part, x, size.height / 2);
        else {
          context.font = part.font;
          context.fillStyle = strong ? '#fff' : part.color;
          context.fillText(part.text, x, size.height / 2 + 0.5);
        }
        x += part.width + scale.gap;
      }
    });
  }
}

function partsOf(label: Label, who: string, form: (typeof FORMS)[number], scale: Scale): Part[] {
  const { glyph, word, detail, more, sign, tone } = label;
  const quiet = 'rgb(255 255 255 / .82)';
  const plain = (text: string, longest?: number) => run(text, font(500, scale.text), quiet, longest);
  const strong = (text: string) => run(text, font(600, scale.text), '#fff');
  const picture = (of: Expression | null) => (of ? [{ glyph: of, width: scale.glyph }] : []);
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

/** @param left and middle: where the face stands, in pixels of the context. */
function drawFace(context: CanvasRenderingContext2D, { glyph, width }: Picture, left: number, middle: number): void {
  const { lines, dots, fill } = FACE_GLYPHS[glyph];
  const circle = (x: number, y: number, radius: number) => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  };
  context.save();
  context.translate(left, middle - width / 2);
  context.scale(width / GRID, width / GRID);
  context.fillStyle = STYLE[glyph].color;
  circle(GRID / 2, GRID / 2, DISC);
  Object.assign(context, {
    strokeStyle: '#fff',
    fillStyle: '#fff',
    lineWidth: STROKE,
    lineCap: 'round',
    lineJoin: 'round',
  });
  context.stroke(new Path2D(lines));
  if (fill) context.fill(new Path2D(fill));
  for (const dot of dots?.split(' ') ?? []) {
    const [x = 0, y = 0] = dot.split(',').map(Number);
    circle(x, y, EYE);
  }
  context.restore();
}
