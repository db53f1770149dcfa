import type { Box, Size } from '../../box';
import type { Flip } from '../../sites/mirror';

/** In CSS pixels. */
export type Rect = Box;

export type ObjectFit = 'fill' | 'contain' | 'cover' | 'none' | 'scale-down';

/** A computed `object-position` along one axis: that share of the free space, and pixels on top. */
export interface Offset {
  readonly share: number;
  readonly pixels: number;
}

/** How a replaced element (`<video>`, `<canvas>`) shows its picture. */
export interface Fitting {
  readonly fit: ObjectFit;
  readonly x: Offset;
  readonly y: Offset;
  readonly flip: Flip;
  /** Border and padding, CSS pixels before transforms. */
  readonly insets: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  /** Layout width, before transforms. */
  readonly layoutWidth: number;
}

/** Picture's place within its content box. https://drafts.csswg.org/css-images-3/#sizing-objects */
export function fitPicture(
  content: Size,
  picture: Size,
  { fit, x, y }: Pick<Fitting, 'fit' | 'x' | 'y'>,
  scale = 1,
): Rect {
  const natural = { width: picture.width * scale, height: picture.height * scale };
  const ratios = [content.width / picture.width, content.height / picture.height] as const;
  const contained = Math.min(...ratios);
  const factor = {
    fill: null,
    contain: contained,
    cover: Math.max(...ratios),
    none: scale,
    'scale-down': Math.min(contained, scale),
  }[fit];
  const size =
    factor === null ? content : { width: (natural.width / scale) * factor, height: (natural.height / scale) * factor };
  return {
    x: x.share * (content.width - size.width) + x.pixels * scale,
    y: y.share * (content.height - size.height) + y.pixels * scale,
    ...size,
  };
}

/**
 * Where a part of a picture stands on screen.
 * @param part as fractions of the picture
 * @param element its rectangle on screen, transforms included
 * @param picture in its own pixels
 */
export function placePart(part: Box, element: Rect, picture: Size, fitting: Fitting): Rect {
  const scale = fitting.layoutWidth > 0 ? element.width / fitting.layoutWidth : 1;
  const left = fitting.insets.left * scale;
  const top = fitting.insets.top * scale;
  const content = {
    width: element.width - left - fitting.insets.right * scale,
    height: element.height - top - fitting.insets.bottom * scale,
  };
  const fitted = fitPicture(content, picture, fitting, scale);
  const width = part.width * fitted.width;
  const height = part.height * fitted.height;
  const x = left + fitted.x + part.x * fitted.width;
  const y = top + fitted.y + part.y * fitted.height;
  // Transforms turn the whole element, so the picture's place in it turns too.
  return {
    x: element.x + (fitting.flip.x ? element.width - x - width : x),
    y: element.y + (fitting.flip.y ? element.height - y - height : y),
    width,
    height,
  };
}

/** A part of a part, as fractions of the whole. */
export function nest(inner: Box, outer: Box): Box {
  return {
    x: outer.x + inner.x * outer.width,
    y: outer.y + inner.y * outer.height,
    width: inner.width * outer.width,
    height: inner.height * outer.height,
  };
}

/** Reads one axis of a computed `object-position`: "50%", "12px", "calc(100% - 12px)". */
export function parseOffset(css: string): Offset {
  const percent = /(-?[\d.]+)%/.exec(css);
  const pixels = /([+-]?)\s*(-?[\d.]+)px/.exec(css);
  return {
    share: percent ? Number(percent[1]) / 100 : 0,
    pixels: pixels ? Number(pixels[2]) * (pixels[1] === '-' ? -1 : 1) : 0,
  };
}

/** The two axes of a computed `object-position`. */
export function parsePosition(css: string): { x: Offset; y: Offset } {
  const [x = '50%', y = '50%'] = css.match(/calc\([^)]*\)|\S+/g) ?? [];
  return { x: parseOffset(x), y: parseOffset(y) };
}
