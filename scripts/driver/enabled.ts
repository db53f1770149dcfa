import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from './facet';

/**
 * A copy of the build as if the user had allowed sites: Chrome's question cannot be answered in a test, and a permission
 * that the manifest asks for is one that is granted. From there on all is as for the user: the worker registers the
 * content script. The caller removes the folder.
 */
export function enabledOn(addresses: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'facet-enabled-'));
  cpSync(DIST, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  manifest.permissions.push('scripting');
  manifest.host_permissions.push(...new Set(addresses.map((address) => `${new URL(address).origin}/*`)));
  writeFileSync(file, JSON.stringify(manifest));
  return folder;
}
