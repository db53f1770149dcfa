import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dictionaryTable, ROWS_RULE } from '../../src/session/columns';

it('the README explains the columns that exports have', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toContain(ROWS_RULE);
  expect(readme, `Paste this:\n${dictionaryTable()}`).toContain(dictionaryTable());
});
