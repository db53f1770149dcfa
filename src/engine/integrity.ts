import type { EngineAssets } from './types';

/** What the user reads where a file is not the one that the build took. */
const CHANGED = 'was changed after Facet was built, so its readings cannot be trusted. Install Facet again.';

/**
 * Compares files that decide a reading with what they were when Facet was built: a network whose labels were swapped
 * would call a happy face angry. The digests stand in the bundle, so whoever changes both is not found out.
 *
 * @param digests SHA-256 in hexadecimal by URL.
 * @throws a sentence for the user that names the file, or the signal's reason.
 */
export async function checkFiles(digests: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<void> {
  // One after the other: they are read beside the loading.
  for (const [url, expected] of Object.entries(digests)) {
    const name = new URL(url).pathname.slice(1);
    const bytes = await contentOf(url, signal);
    if (!bytes) throw new Error(`Facet’s file ${name} is missing. Install Facet again.`);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    if (hexadecimal(digest) !== expected) throw new Error(`Facet’s file ${name} ${CHANGED}`);
  }
}

/** Digests of some of the engine's files. */
export function digestsOf(
  { digests }: Pick<EngineAssets, 'digests'>,
  isWanted: (url: string) => boolean,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(digests).filter(([url]) => isWanted(url)));
}

/** null where there is no such file: an extension's own address rejects then, a server answers 404. */
async function contentOf(url: string, signal?: AbortSignal): Promise<ArrayBuffer | null> {
  const answer = await fetch(url, signal ? { signal } : {}).catch(() => null);
  signal?.throwIfAborted();
  return answer?.ok ? answer.arrayBuffer() : null;
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
