import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Step {
  readonly file: string;
  readonly name: string;
}

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const chapter = /^## Three ways through the code\n([\s\S]*?)^## /m.exec(page)?.[1] ?? '';
/** "**One frame.** …", with a file and what is declared in it for each step: `src/…` `name`. */
const ways = chapter
  .split(/^\*\*/m)
  .slice(1)
  .map((text) => ({
    title: /^[^.*]+/.exec(text)?.[0] ?? '',
    steps: [...text.matchAll(/`((?:src|training)\/[\w/-]+\.tsx?)`\s+`(\w+)`/g)].map(
      ([, file = '', name = '']): Step => ({ file, name }),
    ),
  }));

const sourceOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Whether a file imports what is declared in another, by its name or that of what it is a method of. */
function uses(file: string, step: Step): boolean {
  const source = sourceOf(file);
  const imported = [...source.matchAll(/\b(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    posix.join(posix.dirname(file), path),
  );
  return (
    imported.some((path) => step.file.replace(/\.tsx?$/, '') === path) && new RegExp(`\\b${step.name}\\b`).test(source)
  );
}

/** Steps that no step before them uses, nor is used by. */
function astray(steps: readonly Step[]): Step[] {
  return steps.filter((step, i) => {
    const before = steps.slice(0, i);
    return (
      i > 0 && !before.some((other) => other.file === step.file || uses(other.file, step) || uses(step.file, other))
    );
  });
}

describe('CONTRIBUTING’s ways through the code', () => {
  it('are three', () => {
    expect(ways.map(({ title }) => title)).toEqual(['One frame', 'One training picture', 'One CSV row']);
    for (const { steps } of ways) expect(steps.length).toBeGreaterThan(8);
  });

  it.each(ways.flatMap(({ steps }) => steps))('$file declares $name', ({ file, name }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    const declared = new RegExp(
      `\\b(?:function|class|const|interface)\\s+${name}\\b|^\\s+(?:private |static )*(?:async )?${name}\\(`,
      'm',
    );
    expect(sourceOf(file)).toMatch(declared);
  });

  it.each(ways)('$title: each step uses one before it, or is used by it', ({ steps }) => {
    expect(astray(steps)).toEqual([]);
  });

  it('may not leave out what ties two steps together', () => {
    const reader = { file: 'src/content/call-reader.ts', name: 'CallReader' };
    const frames = { file: 'src/content/frames.ts', name: 'take' };
    const host = { file: 'src/offscreen/engine-host.ts', name: 'EngineHost' };
    expect(astray([reader, { file: 'src/content/paced-frames.ts', name: 'PacedFrames' }, frames])).toEqual([]);
    expect(astray([reader, frames, host])).toEqual([frames, host]);
  });
});
