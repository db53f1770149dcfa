import type { BadgeSize } from '../../badge-style';
import type { Size } from '../../box';

/** Pixels: height, room at both ends, between parts; sizes of type and of a drawn face. */
export interface Scale {
  readonly height: number;
  readonly padding: number;
  readonly gap: number;
  readonly text: number;
  readonly glyph: number;
}

const REGULAR: Scale = { height: 26, padding: 10, gap: 6, text: 13, glyph: 16 };
const COMPACT: Scale = { height: 20, padding: 7, gap: 4, text: 11.5, glyph: 14 };
const TINY: Scale = { height: 14, padding: 4, gap: 3, text: 9.5, glyph: 11 };

/** Visible tiles narrower or lower than this, in CSS pixels, get smaller labels. */
const SMALL: Size = { width: 200, height: 120 };
const SMALLEST: Size = { width: 120, height: 70 };

const FACTORS: Readonly<Record<BadgeSize, number>> = { small: 0.8, medium: 1, large: 1.4 };
/** Pixels: smaller type cannot be read. */
const LEAST_TEXT = 9;

/**
 * The scale of a label in a tile of which so much is visible.
 * @param isLone the tile's one badge, and not one of several beside their faces
 */
export function scaleFor(visible: Size, isLone: boolean, size: BadgeSize): Scale {
  const isUnder = (least: Size) => visible.width < least.width || visible.height < least.height;
  const small = isUnder(SMALLEST) ? TINY : COMPACT;
  return scaled(isLone && !isUnder(SMALL) ? REGULAR : small, FACTORS[size]);
}

function scaled({ height, padding, gap, text, glyph }: Scale, factor: number): Scale {
  const by = (pixels: number) => Math.round(pixels * factor);
  const type = Math.max(LEAST_TEXT, text * factor);
  return {
    height: Math.max(by(height), Math.ceil(type) + 3),
    padding: by(padding),
    gap: by(gap),
    text: type,
    glyph: by(glyph),
  };
}
