import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
/** `src/a/b.ts` `name`: a file, and what is declared in it. */
const steps = [...page.matchAll(/`((?:src|training)\/[\w/-]+\.tsx?)`\s+`(\w+)`/g)].map(([, file = '', name = '']) => ({
  file,
  name,
}));

describe('CONTRIBUTING’s ways through the code', () => {
  it('has them', () => expect(steps.length).toBeGreaterThan(25));

  it.each(steps)('$file declares $name', ({ file, name }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    const declared = new RegExp(
      `\\b(?:function|class|const)\\s+${name}\\b|^\\s+(?:private |static )*(?:async )?${name}\\(`,
      'm',
    );
    expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(declared);
  });
});
