import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listPictures } from '../../scripts/pictures/list';

const root = mkdtempSync(join(tmpdir(), 'facet-pictures-'));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
/** A folder with these files; pictures are not opened here. */
function folder(files: Readonly<Record<string, string>>): string {
  const path = join(root, String(++folders));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

describe('pictures in folders', () => {
  it('show what their folder says', () => {
    const path = folder({ 'angry/a.jpg': '', 'happy/b.png': '', 'happy/readme.txt': '' });
    const { pictures, groups, notes } = listPictures(path);
    expect(pictures.map(({ truth, file }) => [truth, file.slice(path.length)])).toEqual([
      ['anger', '/angry/a.jpg'],
      ['happiness', '/happy/b.png'],
    ]);
    expect(groups).toEqual([]);
    expect(notes).toEqual(['Files left out because they are no pictures: 1.']);
  });

  it.each([
    [{ 'grumpy/a.jpg': '' }, /sub-folder "grumpy" .* names no expression/],
    [{ 'happy/a.txt': '' }, /hold no pictures \(.*\.jpg/],
  ])('%j is refused', (files, why) => expect(() => listPictures(folder(files as Record<string, string>))).toThrow(why));

  it('are not there', () => expect(() => listPictures(join(root, 'nowhere'))).toThrow(/There is no .*nowhere/));
});

describe('pictures in a CSV file', () => {
  const csv = (text: string) =>
    join(folder({ 'list.csv': text, 'a.jpg': '', 'b.jpg': '', 'sub/c.jpg': '' }), 'list.csv');

  it('have labels, groups, and ages by tens', () => {
    const rows = Array.from({ length: 8 }, (_, i) =>
      i % 2 ? `a.jpg,sad,f,${20 + 3 * i}` : `sub/c.jpg,,,${20 + 3 * i}`,
    );
    const { pictures, groups } = listPictures(csv(`path,label,gender,age\n${rows.join('\n')}\n`));
    expect(groups).toEqual(['gender', 'age']);
    expect(pictures[0]!.truth).toBeUndefined();
    expect(pictures[0]).toMatchObject({ groups: { gender: 'not told', age: '20 to 29' } });
    expect(pictures[7]).toMatchObject({ truth: 'sadness', groups: { gender: 'f', age: '40 to 49' } });
    expect(pictures[0]!.file).toMatch(/sub\/c\.jpg$/);
  });

  it('have votes where columns called as expressions hold numbers', () => {
    const { pictures } = listPictures(csv('image,neutral,happy,sad\na.jpg,6,2,0\nb.jpg,3,0,0\n'));
    expect(pictures[0]!.votes).toEqual([0.75, 0.25, 0, 0, 0, 0, 0, 0]);
    // Three votes are too few.
    expect(pictures[1]!.votes).toBeUndefined();
  });

  it('are pairs where such columns hold paths', () => {
    const { pictures } = listPictures(csv('gender,neutral,smiling\nf,a.jpg,b.jpg\nm,sub/c.jpg,\n'));
    expect(pictures.map(({ truth, groups }) => [truth, groups.gender])).toEqual([
      ['neutral', 'f'],
      ['happiness', 'f'],
      ['neutral', 'm'],
    ]);
  });

  it('are divided by the columns that are asked for; names are no groups', () => {
    const many = `path,name,race\n${Array.from({ length: 20 }, (_, i) => `a.jpg,n${i},${i % 2}`).join('\n')}\n`;
    const { groups, notes } = listPictures(csv(many));
    expect(groups).toEqual(['race']);
    expect(notes[0]).toMatch(/column "name" has more than/);
    expect(listPictures(csv(many), ['race']).notes).toEqual([]);
    expect(() => listPictures(csv(many), ['age'])).toThrow(/no column "age" to divide by. It has name, race/);
  });

  it.each([
    ['path,label\na.jpg,happy\nnowhere.jpg,sad\n', /line 3: there is no picture .*nowhere\.jpg/],
    ['path,label\na.jpg,grumpy\n', /line 2: "grumpy" names no expression/],
    ['path,label\na.jpg,3\n', /line 2: "3" names no expression .* numbers are not understood/s],
    ['age,gender\n3,f\n', /no column of paths/],
    ['path,label\n', /lists no pictures/],
  ])('%j is refused', (text, why) => expect(() => listPictures(csv(text))).toThrow(why));
});
