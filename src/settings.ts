import { BADGE_SIZES, BADGE_STYLE, type BadgeStyle, CORNERS, DENSITIES } from './badge-style';
import { DISCLOSURE } from './consent';
import { EFFORT_NAMES, type Effort } from './effort';
import { MODES, type Mode } from './mode';
import { CERTAINTIES, SMOOTHING_NAMES, TUNED, type Tuning } from './tuning';

/** What the user chose; stored-settings.ts keeps it. */
export interface Settings extends Tuning, BadgeStyle {
  /** The disclosure that the user agreed to (consent.ts); 0: none. */
  readonly consent: number;
  /** Whose expressions are read, where the user does not say otherwise for a call. */
  readonly mode: Mode;
  /** Badges and boxes on the call page. */
  readonly overlay: boolean;
  /** No badges while the user shares their screen. */
  readonly hidesPresenting: boolean;
  /** Marks of what a face shows more than it usually does, on the call page and in the popup. */
  readonly usual: boolean;
  /** How much of the processor reading may take. */
  readonly effort: Effort;
  /** "Person A" instead of names, in sessions and exports. */
  readonly pseudonyms: boolean;
  /** Days after which a session is deleted; 0: as soon as its call ends. */
  readonly keepDays: KeepDays;
}

export const KEEP_DAYS = [0, 1, 7, 30, 365] as const;
export type KeepDays = (typeof KEEP_DAYS)[number];

/** Before anything was chosen. */
export const DEFAULTS: Settings = {
  consent: 0,
  mode: 'people',
  overlay: true,
  ...BADGE_STYLE,
  hidesPresenting: true,
  usual: true,
  effort: 'balanced',
  ...TUNED,
  pseudonyms: false,
  keepDays: 7,
};

/** What is chosen on the settings page: all but the agreement. */
export type Choices = Omit<Settings, 'consent'>;

const SWITCH = [true, false] as const;

/** All that each may be, in the order in which it is offered. */
export const VALUES: { readonly [Name in keyof Choices]: readonly Choices[Name][] } = {
  mode: MODES,
  overlay: SWITCH,
  density: DENSITIES,
  corner: CORNERS,
  badgeSize: BADGE_SIZES,
  hidesPresenting: SWITCH,
  usual: SWITCH,
  effort: EFFORT_NAMES,
  smoothing: SMOOTHING_NAMES,
  certainty: CERTAINTIES,
  pseudonyms: SWITCH,
  keepDays: KEEP_DAYS,
};

/** Whether there is a setting of that name on the settings page. */
export function isChoice(name: string): name is keyof Choices {
  return Object.hasOwn(VALUES, name);
}

/** Whether a setting may have that value. */
export function mayBe(name: keyof Choices, given: unknown): boolean {
  return VALUES[name].some((value) => value === given);
}

/** Missing or broken fields take their default. */
export function parseSettings(stored: unknown): Settings {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const right = Object.entries(given).filter(([name, value]) => isChoice(name) && mayBe(name, value));
  return { ...DEFAULTS, ...Object.fromEntries(right), consent: consentOf(given) };
}

/** Before there were numbers, the one notice was accepted or not. */
function consentOf({ consent, noticeAccepted }: Record<string, unknown>): number {
  if (Number.isInteger(consent) && (consent as number) <= DISCLOSURE) return consent as number;
  return noticeAccepted === true ? 1 : DEFAULTS.consent;
}
