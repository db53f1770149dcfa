/** How much a badge on the call says, least first. */
export const DENSITIES = ['dot', 'badge', 'bars'] as const;
export type Density = (typeof DENSITIES)[number];

/** Of a tile, where its badge stands, unless something is in its way. */
export const CORNERS = ['top left', 'top right', 'bottom left', 'bottom right'] as const;
export type Corner = (typeof CORNERS)[number];

export const BADGE_SIZES = ['small', 'medium', 'large'] as const;
export type BadgeSize = (typeof BADGE_SIZES)[number];

/** What badges look like. */
export interface BadgeStyle {
  readonly density: Density;
  readonly corner: Corner;
  readonly badgeSize: BadgeSize;
}

export const BADGE_STYLE: BadgeStyle = { density: 'badge', corner: 'top left', badgeSize: 'medium' };
