import { Failure } from '../problem';
import type { EngineAssets } from './types';

/** A file of the build that is missing or was changed. */
export class BadFile extends Failure {}

/**
 * A file's bytes, where they are what they were when Facet was built: a network whose labels were swapped would call a
 * happy face angry. The digests stand in the bundle, so whoever changes both is not found out.
 *
 * @param assets SHA-256 in hexadecimal by URL; a file that is not among them is not compared.
 * @throws BadFile, or the signal's reason; another Failure where a file that no build wrote is missing.
 */
export async function readFile(
  url: string,
  { digests }: Pick<EngineAssets, 'digests'>,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  const expected = digests[url];
  const name = url.replace(/^[\w-]+:\/\/[^/]*\//, '');
  const bytes = await contentOf(url, signal);
  if (!bytes) {
    const missing = { code: 'engine_fileMissing', name } as const;
    throw expected === undefined ? new Failure(missing) : new BadFile(missing);
  }
  if (expected === undefined) return bytes;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if (hexadecimal(digest) !== expected) throw new BadFile({ code: 'engine_fileChanged', name });
  return bytes;
}

/** Compares files that another reads. @param digests SHA-256 in hexadecimal by URL. @throws as `readFile`. */
export async function checkFiles(digests: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<void> {
  await Promise.all(Object.keys(digests).map((url) => readFile(url, { digests }, signal)));
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
