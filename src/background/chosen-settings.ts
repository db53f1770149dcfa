import { type Excluded, excludedOn, siteKey } from '../exclusion';
import type { PageSettings } from '../messages';
import type { Settings } from '../settings';
import { siteFor } from '../sites/registry';

/** What the pages of a place, as siteKey names it, are told of what the user chose. */
export function settingsAt(place: string, settings: Settings, everywhere: readonly Excluded[]): PageSettings {
  const { consent, mode, pseudonyms, keepDays, effort, smoothing, certainty, ...shown } = settings;
  return { ...shown, excluded: excludedOn(everywhere, place) };
}

/** Where people are left out by a document's address. */
export function placeOf(address: URL): string {
  return siteKey(siteFor(address).id, address.hostname);
}
