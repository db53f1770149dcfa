import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, '.github/SECURITY.md'), 'utf8');
/** `file` › title, as the table of promises names tests. */
const tests = [...page.matchAll(/`(tests\/[\w/.-]+)` › ([^;|]+?)\s*(?=[;|])/g)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

it('names a test for its promises', () => expect(tests.length).toBeGreaterThan(12));

it.each(tests)('$file holds "$title"', ({ file, title }) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(`'${title}'`);
});
