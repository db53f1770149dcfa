import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadFaceFiles } from '../../training/dataset/cache';
import { readFer2013 } from '../../training/dataset/fer2013';
import { implausibleVotes } from '../../training/dataset/fer2013-votes';
import { VOTE_COLUMNS } from '../../training/dataset/labels';

const folder = mkdtempSync(join(tmpdir(), 'facet-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pixels = (start: number) => Array.from({ length: 2304 }, (_, i) => (start + i) % 256).join(' ');
const VOTE_HEADER = `Usage,Image name,${VOTE_COLUMNS.join(',')}`;
const VOTES = 'Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0';

let files = 0;
function write(pictures: string[], votes: string[]): [string, string] {
  const pair: [string, string] = [join(folder, `p${++files}.csv`), join(folder, `v${files}.csv`)];
  writeFileSync(pair[0], pictures.join('\n'));
  writeFileSync(pair[1], votes.join('\n'));
  return pair;
}

const read = (pictures: string[], votes: string[]) => readFer2013(...write(pictures, votes));
const HEADER = 'emotion,pixels,Usage';
const good = `3,${pixels(0)},Training`;

describe('fer2013.csv with fer2013new.csv', () => {
  it('reads pixels, labels, votes and usage, quoted or not, with any line ends', async () => {
    const faces = await read(
      [HEADER, `${good}\r`, `0,"${pixels(7)}",PublicTest`, ''],
      [VOTE_HEADER, VOTES, VOTES.replace('Training', 'PublicTest'), ''],
    );
    expect(faces.count).toBe(2);
    expect([...faces.classes]).toEqual([3, 0]);
    expect([...faces.usages]).toEqual([0, 1]);
    expect([...faces.pixels.slice(2304, 2307)]).toEqual([7, 8, 9]);
    expect(faces.pixels[2303]).toBe(2303 % 256);
    expect([...faces.votes.slice(0, 10)]).toEqual([4, 0, 0, 1, 3, 2, 0, 0, 0, 0]);
  });

  it('reads pictures without votes', async () => {
    const faces = await readFer2013(write([HEADER, good], [])[0]);
    expect(faces.count).toBe(1);
    expect([...faces.votes]).toEqual(new Array(10).fill(0));
  });

  it.each([
    ['icml_face_data.csv: spaces, another order', 'emotion, Usage, pixels', `3,Training,${pixels(0)}`],
    ['quoted cells', '"emotion","pixels","Usage"', `"3","${pixels(0)}","Training"`],
    ['a header in capitals', 'EMOTION,PIXELS,USAGE', good],
    ['further columns', 'id,emotion,pixels,Usage', `"a,b",${good}`],
    ["no Usage, as in Kaggle's train.csv", 'emotion,pixels', `3,${pixels(0)}`],
  ])('reads %s', async (_, header, row) => {
    const faces = await readFer2013(write([header, row], [])[0]);
    expect([...faces.classes]).toEqual([3]);
    expect([...faces.usages]).toEqual([0]);
    expect([...faces.pixels.slice(0, 3)]).toEqual([0, 1, 2]);
  });

  it('says when most votes name another expression than the labels do', async () => {
    const rows = (count: number) => Array<string>(count).fill(good);
    const votes = (line: string, count: number) => [VOTE_HEADER, ...Array<string>(count).fill(line)];
    const happy = VOTES.replace('4,0,0,1,3,2', '1,8,0,0,1,0');
    const angry = VOTES.replace('4,0,0,1,3,2', '1,0,0,1,8,0');
    expect(implausibleVotes(await read([HEADER, ...rows(60)], votes(happy, 60)))).toBeUndefined();
    expect(implausibleVotes(await read([HEADER, ...rows(60)], votes(angry, 60)))).toMatch(/only 0 of 60 pictures/);
  });

  it('tells two sets of equal size and time apart', async () => {
    const cache = mkdtempSync(join(folder, 'cache-'));
    const [first] = write([HEADER, good], []);
    const [second] = write([HEADER, good.replace('3,', '4,')], []);
    for (const file of [first, second]) utimesSync(file, 1, 1);
    expect([...(await loadFaceFiles(first, undefined, cache)).classes]).toEqual([3]);
    expect([...(await loadFaceFiles(second, undefined, cache)).classes]).toEqual([4]);
    expect(readdirSync(cache)).toHaveLength(2);
    await loadFaceFiles(first, undefined, cache);
    expect(readdirSync(cache)).toHaveLength(2);
  });

  const broken: [string, string[], string[], RegExp][] = [
    ['a wrong header', ['emotion,picture,Usage', good], [VOTE_HEADER, VOTES], /p\d+\.csv, line 1: the header is/],
    ['an empty emotion', [HEADER, ` ${good.slice(1)}`], [VOTE_HEADER, VOTES], /line 2: emotion " "/],
    ['an emotion in hexadecimal', [HEADER, `0x${good}`], [VOTE_HEADER, VOTES], /line 2: emotion "0x3"/],
    ['an emotion with an exponent', [HEADER, `5e0${good.slice(1)}`], [VOTE_HEADER, VOTES], /line 2: emotion "5e0"/],
    ['votes in another notation', [HEADER, good], [VOTE_HEADER, VOTES.replace('4', '0x4')], /line 2: neutral "0x4"/],
    [
      'votes sorted by Usage',
      [HEADER, good, good.replace('Training', 'PublicTest'), good],
      [VOTE_HEADER, VOTES, VOTES, VOTES.replace('Training', 'PublicTest')],
      /v\d+\.csv, line 3: Usage is "Training", but row 2 of .*p\d+\.csv is of PublicTest/,
    ],
    [
      'votes of one Usage in another order',
      [HEADER, good, good, good],
      [VOTE_HEADER, VOTES.replace('0000000', '0000001'), VOTES.replace('0000000', '0000002'), VOTES],
      /v\d+\.csv, line 4: "fer0000000\.png" comes after a later picture \(line 3\)/,
    ],
    [
      'too few pixels',
      [HEADER, good, '3,1 2 3,Training'],
      [VOTE_HEADER, VOTES, VOTES],
      /p\d+\.csv, line 3: 3 pixels, expected 2304/,
    ],
    [
      'a pixel that is no number',
      [HEADER, good.replace(' 5 ', ' x ')],
      [VOTE_HEADER, VOTES],
      /line 2: pixel 6 is not a number: "x"/,
    ],
    ['a pixel over 255', [HEADER, good.replace(' 5 ', ' 256 ')], [VOTE_HEADER, VOTES], /line 2: pixel 6 is over 255/],
    ['an emotion that there is not', [HEADER, `7${good.slice(1)}`], [VOTE_HEADER, VOTES], /line 2: emotion "7"/],
    ['an unknown usage', [HEADER, good.replace('Training', 'Test')], [VOTE_HEADER, VOTES], /line 2: Usage "Test"/],
    ['a missing column', [HEADER, pixels(0)], [VOTE_HEADER, VOTES], /line 2: expected 3 columns, found 1/],
    [
      'more pictures than votes',
      [HEADER, good, good],
      [VOTE_HEADER, VOTES],
      /v\d+\.csv, line 2: 2 pictures in .*, but 1 rows of votes/,
    ],
    [
      'more votes than pictures',
      [HEADER, good],
      [VOTE_HEADER, VOTES, VOTES],
      /p\d+\.csv, line 2: 1 pictures in .*, but 2 rows of votes/,
    ],
    [
      'a vote that is no number',
      [HEADER, good],
      [VOTE_HEADER, VOTES.replace('3', 'three')],
      /v\d+\.csv, line 2: anger "three"/,
    ],
    [
      'votes with a column missing',
      [HEADER, good],
      [VOTE_HEADER, VOTES.slice(0, -2)],
      /v\d+\.csv, line 2: 11 columns, expected 12/,
    ],
    ['no pictures', [HEADER], [VOTE_HEADER], /no pictures/],
  ];
  it('takes votes in which few rows bear another picture’s name, as the published ones have them', async () => {
    const named = (number: number) => VOTES.replace('0000000', String(number).padStart(7, '0'));
    const rows = Array.from({ length: 1200 }, (_, i) => i);
    const votes = [VOTE_HEADER, ...rows.map((row) => named(row === 500 ? 900 : row))];
    const tiny = `3,${Array(2304).fill(7).join(' ')},Training`;
    expect((await read([HEADER, ...rows.map(() => tiny)], votes)).count).toBe(1200);
    const many = [VOTE_HEADER, ...rows.map((row) => named(row % 200 === 100 ? 2000 : row))];
    await expect(read([HEADER, ...rows.map(() => tiny)], many)).rejects.toThrow(/line 103: .* later picture/);
  });

  it.each(broken)('refuses %s and says where', async (_, pictures, votes, message) => {
    await expect(read(pictures, votes)).rejects.toThrow(message);
  });
});
