import { Failure } from './problem';
import { Stored } from './stored';

/** People who are left out on one site at the most: more would fill the storage that the settings stand in. */
export const MOST_EXCLUDED = 1000;

/** Somebody who is not to be read on a site: by the site's own id for them, or by name. Kept in storage.local. */
export interface Excluded {
  /** The site, as {@link siteKey} names it. */
  readonly site: string;
  readonly key: string | null;
  readonly name: string | null;
}

export type Who = Pick<Excluded, 'key' | 'name'>;

/** Its place in storage.local. */
export const EXCLUDED = 'excluded';

/** Known sites by their id, whatever their addresses; all others by their host. */
export function siteKey(siteId: string, host: string): string {
  return siteId === 'generic' ? host : siteId;
}

/** Whoever bears an excluded name is left out, even if there are two of them: better one too many. @param list of their site. */
export function isExcluded(list: readonly Who[], who: Who): boolean {
  return list.some((one) => isSame(one, who));
}

export function excludedOn(list: readonly Excluded[], site: string): Who[] {
  return list.filter((one) => one.site === site).map(({ key, name }) => ({ key, name }));
}

function isSame(one: Who, other: Who): boolean {
  if (one.key !== null && one.key === other.key) return true;
  return one.name !== null && other.name !== null && plain(one.name) === plain(other.name);
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** What storage holds may be of any version: entries of another form are left out. */
export function parseExcluded(stored: unknown): Excluded[] {
  const text = (value: unknown) => value === null || typeof value === 'string';
  return (Array.isArray(stored) ? stored : []).filter(
    (one: Partial<Excluded> | null) => typeof one?.site === 'string' && text(one.key) && text(one.name),
  );
}

const stored = new Stored<readonly Excluded[]>(EXCLUDED, parseExcluded);

/** Everybody who is left out, on every site. @throws what storage throws. */
export function loadExcluded(): Promise<readonly Excluded[]> {
  return stored.load();
}

/** Who has neither id nor name cannot be known again, and is not kept. @throws Failure where there are too many already. */
export async function keepExcluded(one: Excluded): Promise<void> {
  if (one.key === null && one.name === null) return;
  const isOne = ({ site, key, name }: Excluded) => site === one.site && key === one.key && name === one.name;
  await stored.change((list) => {
    if (list.some(isOne)) return list;
    if (list.filter(({ site }) => site === one.site).length >= MOST_EXCLUDED)
      throw new Failure({ code: 'exclude_full', most: MOST_EXCLUDED });
    return [...list, one];
  });
}

/** Takes everyone off the list who is meant by that id or name. */
export function dropExcluded(site: string, who: Who): Promise<void> {
  return stored.change((list) => list.filter((one) => one.site !== site || !isSame(one, who)));
}

/** Calls back with the list whenever it changes, until the signal aborts. */
export function watchExcluded(callback: (list: readonly Excluded[]) => void, signal: AbortSignal): void {
  stored.watch(callback, signal);
}
