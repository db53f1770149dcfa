/** A package that ships with Facet, and the licence that it is under. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, such as "Apache-2.0 AND MIT". */
  readonly licence: string;
}

/** Packages of the file that the build writes: a heading each, "## idb - 8.0.4 (ISC)". */
export function shippedIn(text: string): Shipped[] {
  return [...text.matchAll(/^## (\S+) - (\S+) \((.+)\)$/gm)].map(([, name = '', version = '', licence = '']) => ({
    name,
    version,
    licence,
  }));
}

/** What each licence asks of whoever passes Facet on, as keys of its words. */
export const TERMS = {
  MIT: 'licences_mit',
  ISC: 'licences_mit',
  'Apache-2.0': 'licences_apache',
  'MPL-2.0': 'licences_mpl',
} as const;

type Licence = keyof typeof TERMS;

/** The licences of an expression, each alone. @returns null where one of them is not explained. */
export function licencesOf(expression: string): readonly Licence[] | null {
  const all = expression.split(/ (?:AND|OR) /);
  return all.every((one): one is Licence => Object.hasOwn(TERMS, one)) ? all : null;
}
