import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../../manifest.json';

/** All that the extension may ask for; whoever adds to it says why in the README's "Privacy". */
const PERMISSIONS = ['activeTab', 'alarms', 'offscreen', 'scripting', 'sidePanel', 'storage'];
const HOSTS = ['https://*.zoom.us/*', 'https://meet.google.com/*'];
const ON_REQUEST = ['http://127.0.0.1/*', 'http://localhost/*', 'https://*/*'];
/** Doors to the extension's inside. */
const DOORS = ['externally_connectable', 'web_accessible_resources', 'sandbox', 'optional_permissions'];

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

it('asks for no more than is listed', () => {
  expect([...manifest.permissions].sort()).toEqual(PERMISSIONS);
  expect([...manifest.host_permissions].sort()).toEqual(HOSTS);
  expect([...manifest.optional_host_permissions].sort()).toEqual(ON_REQUEST);
  for (const script of manifest.content_scripts) expect([...script.matches].sort()).toEqual(HOSTS);
  expect(DOORS.filter((door) => door in manifest)).toEqual([]);
});

it.each(PERMISSIONS)('says in the README why it asks for %s', (permission) => {
  expect(readme).toMatch(new RegExp(`\`${permission}\`\\s+\\([^)]{10,}\\)`));
});

it('lets its pages load, connect to and style themselves by nothing but its own files', () => {
  const policy = manifest.content_security_policy.extension_pages.split(';').map((part) => part.trim().split(' '));
  const sources = Object.fromEntries(policy.map(([directive, ...allowed]) => [directive, allowed.sort()]));
  expect(sources).toEqual({
    'default-src': ["'self'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'style-src': ["'self'"],
    'connect-src': ["'self'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'media-src': ["'self'", 'blob:', 'mediastream:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  });
});
