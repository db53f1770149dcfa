import { siteKey } from '../../exclusion';
import { generic } from '../../sites/generic/site';
import { SITES, siteFor } from '../../sites/registry';

/** Where people can be left out. */
export interface Place {
  /** As siteKey names it. */
  readonly key: string;
  /** As people call it. */
  readonly label: string;
}

/** The sites of some match patterns, each once, in their order. */
export function placesOf(patterns: readonly string[]): Place[] {
  const keys = patterns.map((pattern) => {
    const url = new URL(pattern.replace(/^\*:/, 'https:').replace('*.', '').replace(/\*$/, ''));
    return siteKey(siteFor(url).id, url.hostname);
  });
  return [...new Set(keys)].map((key) => ({ key, label: placeLabel(key) }));
}

export function placeLabel(key: string): string {
  return SITES.find((site) => site.id === key && site !== generic)?.label ?? key;
}
