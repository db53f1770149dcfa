import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { siteTable } from '../e2e/site-table';

it('holds the README’s table of sites to the tests that there are', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const table = /^\| site[^\n]*(?:\n\|[^\n]*)*/m.exec(readme)?.[0];
  expect(table, 'paste this table into README.md, Sites').toBe(siteTable());
});
