import type { Label } from './labels';
import type { Size } from './placement';

/** What a label may say, the fullest first: "Room · 1 😊 happy 71 % ↑", "😊 happy ↑", "😊". */
export const FORMS = ['full', 'word', 'sign'] as const;

export interface Scale {
  /** Pixels: height, room at both ends, between parts; sizes of type. */
  readonly height: number;
  readonly padding: number;
  readonly gap: number;
  readonly text: number;
  readonly emoji: number;
}

export const REGULAR: Scale = { height: 26, padding: 10, gap: 6, text: 13, emoji: 15 };
export const COMPACT: Scale = { height: 20, padding: 7, gap: 4, text: 11.5, emoji: 12 };
export const TINY: Scale = { height: 14, padding: 4, gap: 3, text: 9.5, emoji: 9.5 };

/** Generic families alone: of a named one, or of `emoji`, the page learns what is written by a font face of that name. */
const FAMILY = 'system-ui, sans-serif';
/** Pixels; longer names are cut. */
const LONGEST_NAME = 120;

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

/** The small pill that says one thing: emoji, word, detail, and a mark. */
export class Pill {
  readonly node = document.createElement('canvas');
  private runs: readonly (readonly Run[])[] = [];
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
      this.runs = FORMS.map((form) => runsOf(label, who, form, scale));
      const words = [label.title, label.more?.words];
      this.node.title = words.filter(Boolean).join(', ');
      this.node.ariaLabel = [who, label.title, label.detail, label.more?.words].filter(Boolean).join(', ');
    }
    return this.runs.map((runs) => ({ width: widthOf(runs, this.scale), height: this.scale.height }));
  }

  /** @param form an index into FORMS */
  draw(form: number): void {
    const { label, scale } = this;
    const runs = this.runs[form];
    if (!label || !runs) return;
    const strong = matchMedia(CONTRAST).matches;
    const key = JSON.stringify([this.said, form, devicePixelRatio, strong]);
    if (key === this.drawn) return;
    this.drawn = key;
    const size = { width: widthOf(runs, scale), height: scale.height };
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
      const widths = runs.reduce((sum, { width }) => sum + width, 0) + scale.gap * (runs.length - 1);
      let x = (size.width - widths) / 2;
      for (const { text, font: face, color, width } of runs) {
        context.font = face;
        context.fillStyle = strong ? '#fff' : color;
        context.fillText(text, x, size.height / 2 + 0.5);
        x += width + scale.gap;
      }
    });
  }
}

function runsOf(label: Label, who: string, form: (typeof FORMS)[number], scale: Scale): Run[] {
  const { emoji, word, detail, more, sign, tone } = label;
  const quiet = 'rgb(255 255 255 / .82)';
  const plain = (text: string, longest?: number) => run(text, font(500, scale.text), quiet, longest);
  const picture = run(emoji, font(400, scale.emoji), '#fff');
  const main = tone === 'reading' ? run(word, font(600, scale.text), '#fff') : plain(word);
  const mark = run(more?.sign ?? '', font(700, scale.text), '#fff');
  const parts = {
    full: [plain(who, LONGEST_NAME), picture, main, plain(tone === 'unsure' ? `· ${detail}` : detail), mark],
    word: [picture, main, mark],
    sign: [emoji ? picture : run(sign, font(600, scale.text), '#fff')],
  }[form];
  return parts.filter(({ text }) => text !== '');
}

function widthOf(runs: readonly Run[], { padding, gap, height }: Scale): number {
  const inner = runs.reduce((sum, { width }) => sum + width, 0) + gap * Math.max(0, runs.length - 1);
  // A sign alone is a circle.
  return runs.length === 1 && inner < height - 4 ? height : Math.ceil(inner + 2 * padding);
}
