import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scripts } from '../../package.json';

const ROOT = join(import.meta.dirname, '../..');
const IGNORED = readFileSync(join(ROOT, '.gitignore'), 'utf8')
  .split('\n')
  .filter((line) => line.endsWith('/'));

const COMMENT = /(?<=^|[\s{(])\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
/** Neither in the middle of a longer path or an address, nor in another commit (`git archive f033f19 training/teachers`). */
const BEGIN = String.raw`(?<![\w./@:*{<-]|[0-9a-f]{7} )(?:\.{0,2}\/)*`;
/** What has the ending of a source file or a page; a file of data may be the reader's own. */
const FILE = String.raw`(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.(?:tsx?|[mc]js|md|css|ipynb)\b(?![\w/*-])`;
const IN_A_FOLDER = String.raw`(?:src|training|tests|scripts|models|\.github)\/[\w./-]*\w`;
const PATH = new RegExp(`${BEGIN}(?:${FILE}|${IN_A_FOLDER})`, 'g');
/** A part of a path in capitals is for the reader to fill in: `training/runs/NAME`. */
const BLANK = /(?:^|\/)[A-Z]{2,}(?:\.(?!md$)|\/|$)/;

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (!entry.isDirectory()) return path;
    return entry.name === '.git' || IGNORED.some((name) => `/${path}/`.endsWith(`/${name}`)) ? [] : filesIn(path);
  });
}

const files = filesIn('');
const isPage = (file: string) => file.endsWith('.md');
const written = files
  .filter((file) => isPage(file) || /\.(?:tsx?|[mc]js|css)$/.test(file))
  .map((file) => ({ file, text: wordsOf(file, readFileSync(join(ROOT, file), 'utf8')) }));

/** A page, or the comments of a source file. */
function wordsOf(file: string, text: string): string {
  return isPage(file) ? text : [...text.matchAll(COMMENT)].map(([comment]) => comment).join('\n');
}

/** Where a path that a file names may begin: at the file's folder, or at one above it. */
function foldersAbove(file: string): string[] {
  const folder = posix.dirname(file);
  return folder === '.' ? ['.'] : [folder, ...foldersAbove(folder)];
}

/** Paths that lead nowhere. One may end early: vitest is told of tests by the beginning of their files' names. */
function strayPaths(file: string, text: string): string[] {
  const named = new Set([...text.matchAll(PATH)].map(([path]) => path));
  return [...named].filter((path) => {
    const meant = foldersAbove(file).map((folder) => posix.join(folder, path));
    const leads = (place: string) =>
      files.some((known) => known.startsWith(place)) || IGNORED.some((folder) => place.startsWith(folder));
    return !BLANK.test(path) && !meant.some(leads);
  });
}

describe('a path in a comment or page', () => {
  it('leads to a file or folder', () => {
    expect(written.flatMap(({ file, text }) => strayPaths(file, text).map((path) => `${file}: ${path}`))).toEqual([]);
  });

  it.each([
    ['src/engine/x.ts', 'As crop.ts does, as src/engine/gone.ts did.', ['src/engine/gone.ts']],
    ['src/engine/x.ts', 'gone.ts, ../session/csv.ts', ['gone.ts']],
    ['src/engine/x.ts', 'src/nowhere/at-all', ['src/nowhere/at-all']],
    ['tests/session/x.ts', 'For crop.test.ts, which is elsewhere: tests/session/csv', ['crop.test.ts']],
    ['training/README.md', '`predict.ts`, `network/predict.ts`, [more](../GONE.md)', ['predict.ts', '../GONE.md']],
  ])('that leads nowhere is found: %s, %s', (file, text, stray) => {
    expect(strayPaths(file, text)).toEqual(stray);
  });

  it.each([
    ['src/engine/x.ts', 'crop.ts, engine/crop.ts, src/engine/crop.ts, ../session/csv.ts'],
    [
      'training/README.md',
      '`training/runs/NAME/curves.html`, https://example.org/gone.ts, `git archive f033f19 training/gone`',
    ],
    ['CONTRIBUTING.md', '`src/sites/YOURSITE.ts`, `*.browser.test.ts`, `npx vitest tests/session/cs`'],
  ])('that leads somewhere, or is none, is not: %s, %s', (file, text) => {
    expect(strayPaths(file, text)).toEqual([]);
  });

  it('is looked for in comments, not in code', () => {
    const [line, open, close] = ['//', '/*', '*/'];
    const source = `a('one', 'https://two'); ${line} three\n  {${open} four ${close}} ${open}*\n * five\n ${close} six`;
    expect(wordsOf('x.ts', source).match(/\w{3,}/g)).toEqual(['three', 'four', 'five']);
  });
});

describe('a command', () => {
  const pages = written.filter(({ file }) => isPage(file));

  it.each(
    written.flatMap(({ file, text }) =>
      [...new Set([...text.matchAll(/\bnpm run ([\w:]*\w)/g)].map(([, name = '']) => name))].map((name) => ({
        file,
        name,
      })),
    ),
  )('that $file names is there: npm run $name', ({ name }) => {
    expect(Object.keys(scripts)).toContain(name);
  });

  it.each(Object.keys(scripts))('stands in a page: %s', (name) => {
    expect(pages.some(({ text }) => new RegExp(`\\bnpm (?:run )?${name}(?![\\w:])`).test(text))).toBe(true);
  });
});
