/** Held shared by whoever works with one session, and alone by whoever works with all. */
const ALL = 'facet.sessions';

/** Nobody changes that session while it is read, in whichever of Facet's contexts: its key may be exchanged for another. */
export function reading<T>(session: string, work: () => Promise<T>): Promise<T> {
  return held(ALL, 'shared', () => held(nameOf(session), 'shared', work));
}

/** Nobody else reads or changes that session meanwhile. */
export function alone<T>(session: string, work: () => Promise<T>): Promise<T> {
  return held(ALL, 'shared', () => held(nameOf(session), 'exclusive', work));
}

/** Nobody else reads or changes any session meanwhile: each key that was made is in the database, or nobody's. */
export function aloneWithAll<T>(work: () => Promise<T>): Promise<T> {
  return held(ALL, 'exclusive', work);
}

async function held<T>(name: string, mode: LockMode, work: () => Promise<T>): Promise<T> {
  return await navigator.locks.request<Promise<T>>(name, { mode }, work);
}

function nameOf(session: string): string {
  return `facet.session ${session}`;
}
