import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { licencesOf, shippedIn } from '../../src/options/about/licences';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

it('are read from the headings of the file that the build writes', () => {
  const file =
    '# Licenses\n\n## @a/b - 4.22.0 (Apache-2.0 AND MIT)\n\n## no heading\n\n## idb - 8.0.4 (ISC)\n\nISC License';
  expect(shippedIn(file)).toEqual([
    { name: '@a/b', version: '4.22.0', licence: 'Apache-2.0 AND MIT' },
    { name: 'idb', version: '8.0.4', licence: 'ISC' },
  ]);
});

it.each(Object.keys(read('package.json').dependencies))('explain the licence of %s', (name) => {
  const { license } = read(`node_modules/${name}/package.json`);
  expect(licencesOf(license), license).not.toBeNull();
});

it('know none that nobody looked at', () => {
  expect(licencesOf('GPL-3.0')).toBeNull();
  expect(licencesOf('MIT AND toString')).toBeNull();
});
