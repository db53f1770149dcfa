import { membersOf } from '../../sites/members';
import { parentOf } from '../../sites/shadow';

const CONTENT = 'img, iframe, object, embed, input, textarea, select, progress, meter';

/**
 * How much of what lies below an element its own paint takes away at a point of the window: 0 nothing, 1 all. Its text
 * does not count, its children are asked themselves.
 */
export function paintOf(element: Element, x: number, y: number): number {
  return ownPaint(element, x, y) * opacityOf(element);
}

function ownPaint(element: Element, x: number, y: number): number {
  if (element instanceof HTMLVideoElement) return element.videoWidth > 0 ? 1 : 0;
  if (element instanceof HTMLCanvasElement)
    return Math.max(boxPaint(getComputedStyle(element)), canvasPaint(element, x, y));
  // Of a drawing, points that are not painted are no part.
  if (membersOf(element).matches(CONTENT) || (element instanceof SVGElement && membersOf(element).localName !== 'svg'))
    return 1;
  const { left, right, top, bottom } = membersOf(element).getBoundingClientRect();
  const inside = x >= left && x <= right && y >= top && y <= bottom;
  if (!inside && membersOf(element).matches(':modal, :popover-open'))
    return boxPaint(getComputedStyle(element, '::backdrop'));
  return Math.max(
    boxPaint(getComputedStyle(element)),
    pseudoPaint(element, '::before'),
    pseudoPaint(element, '::after'),
  );
}

function boxPaint({ backgroundColor, backgroundImage, backdropFilter }: CSSStyleDeclaration): number {
  if (backdropFilter.includes('blur')) return 1;
  const image = backgroundImage === 'none' ? 0 : backgroundImage.includes('url(') ? 1 : meanAlpha(backgroundImage);
  return 1 - (1 - alphaOf(backgroundColor)) * (1 - image);
}

/** Pages like to draw a panel's ground by a pseudo-element as large as the panel. */
function pseudoPaint(element: Element, name: '::before' | '::after'): number {
  const style = getComputedStyle(element, name);
  if (style.content === 'none' || !['absolute', 'fixed'].includes(style.position)) return 0;
  const isLarge =
    Number.parseFloat(style.width) >= membersOf(element).clientWidth * 0.9 &&
    Number.parseFloat(style.height) >= membersOf(element).clientHeight * 0.9;
  return isLarge ? boxPaint(style) * Number(style.opacity) : 0;
}

let probe: OffscreenCanvasRenderingContext2D | null = null;

/** Canvases over tiles are mostly empty: for drawing on, for confetti. */
function canvasPaint(canvas: HTMLCanvasElement, x: number, y: number): number {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const column = Math.floor(((x - left) / width) * canvas.width);
  const row = Math.floor(((y - top) / height) * canvas.height);
  probe ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!probe) return 1;
  try {
    probe.clearRect(0, 0, 1, 1);
    probe.drawImage(canvas, column, row, 1, 1, 0, 0, 1, 1);
    return probe.getImageData(0, 0, 1, 1).data[3]! / 255;
  } catch {
    // Pictures of other origins are on it, or it has no pixels: tainted canvases are not read, and start no new probe.
    probe = null;
    return canvas.width > 0 && canvas.height > 0 ? 1 : 0;
  }
}

function opacityOf(element: Element): number {
  let opacity = 1;
  for (let node: Element | null = element; node; node = parentOf(node))
    opacity *= Number(getComputedStyle(node).opacity);
  return opacity;
}

/** Of a computed color, 0 to 1: "rgba(0, 0, 0, 0.5)", "oklch(0.5 0.1 20 / 0.5)", and 1 of what names none. */
export function alphaOf(color: string): number {
  const alpha = /(?:rgba\([^,]+,[^,]+,[^,]+,|\/)\s*([\d.]+)(%?)\s*\)/.exec(color);
  return alpha ? Number(alpha[1]) / (alpha[2] ? 100 : 1) : 1;
}

/** Of the colors of a computed gradient. */
export function meanAlpha(gradient: string): number {
  const colors = gradient.match(/(?:rgba?|hsla?|color|oklch|oklab|lab|lch)\([^()]*\)/g) ?? [];
  return colors.length === 0 ? 1 : colors.reduce((sum, color) => sum + alphaOf(color), 0) / colors.length;
}
