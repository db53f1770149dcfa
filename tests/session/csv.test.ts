import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { COLUMNS, DICTIONARY } from '../../src/session/columns';
import { BOM, csvHeader, csvLines } from '../../src/session/csv';
import { EverySecond } from '../../src/session/every-second';
import { csvFileName } from '../../src/session/export';
import type { RecordedParticipant, SecondRow, StoredSession } from '../../src/session/records';

function participant(...names: string[]): RecordedParticipant {
  return {
    id: 'spaces/x/devices/1',
    isSelf: true,
    names: names.map((name, i) => ({ name, from: 1_800_000_000 + 10 * i })),
  };
}

const SESSION: StoredSession = {
  id: 'f00d',
  siteId: 'meet',
  siteLabel: 'Google Meet',
  startedAt: 1_800_000_000_400,
  lastAt: 1_800_000_010_000,
  modelVersion: '2026-11-21',
  participants: [participant('Zoë "Zo" Ähren, Dr.')],
};

const ROW: SecondRow = {
  session: 'f00d',
  second: 1_800_000_002,
  participant: 'spaces/x/devices/1',
  face: 1,
  samples: 5,
  agreement: 0.8,
  probabilities: [0.1, 0.00000004, 0.2, 0.65, 0.05, 0, 0, 0],
  expression: 'sadness',
  confidence: 0.65,
  score: 0.91239,
};

function named(name: string): StoredSession {
  return { ...SESSION, participants: [participant(name)] };
}

function read(text: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: false }).data;
}

describe('CSV', () => {
  it('starts with a byte order mark and the columns, and ends every line with CRLF', () => {
    const text = csvHeader(SESSION) + csvLines(SESSION, [ROW, ROW]);
    expect(
      text.startsWith(
        `${BOM}session_id,site,mode,participant_id,name,own,camera_state,face,people,time_utc,time_local,utc_offset_minutes,elapsed_seconds,expression,unsure_reason,confidence,`,
      ),
    ).toBe(true);
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('writes one cell per column, as numbers where they are numbers', () => {
    const row = read(csvHeader(SESSION) + csvLines(SESSION, [ROW]))[0]!;
    expect(Object.keys(row)).toEqual(COLUMNS);
    expect(row).toEqual({
      session_id: 'f00d',
      site: 'Google Meet',
      mode: 'people',
      participant_id: 'spaces/x/devices/1',
      name: 'Zoë "Zo" Ähren, Dr.',
      own: 'own',
      camera_state: '',
      face: '1',
      people: '',
      time_utc: '2027-01-15T08:00:02.000Z',
      time_local: '',
      utc_offset_minutes: '',
      elapsed_seconds: '2',
      expression: 'sadness',
      unsure_reason: '',
      confidence: '0.65',
      neutral: '0.1',
      happiness: '0',
      surprise: '0.2',
      sadness: '0.65',
      anger: '0.05',
      disgust: '0',
      fear: '0',
      contempt: '0',
      valence: '-0.445',
      detector_score: '0.9124',
      samples: '5',
      agreement: '0.8',
      model_version: '2026-11-21',
      more_than_usual: '',
      neutral_deviation: '',
      happiness_deviation: '',
      surprise_deviation: '',
      sadness_deviation: '',
      anger_deviation: '',
      disgust_deviation: '',
      fear_deviation: '',
      contempt_deviation: '',
      baseline_seconds: '',
    });
  });

  it('says how far the face was from its usual, and what that rests on', () => {
    const deviations = [-2, 4.56789, 0, 0, 0, 0, 0, 0.00000004];
    const cellsOf = (usual: SecondRow['usual'] & object) =>
      read(csvHeader(SESSION) + csvLines(SESSION, [{ ...ROW, usual }]))[0]!;
    expect(cellsOf({ seconds: 47, deviations, more: 'happiness' })).toMatchObject({
      more_than_usual: 'happiness',
      neutral_deviation: '-2',
      happiness_deviation: '4.5679',
      contempt_deviation: '0',
      baseline_seconds: '47',
    });
    const early = cellsOf({ seconds: 3, deviations: null, more: null });
    expect(early).toMatchObject({ more_than_usual: '', happiness_deviation: '', baseline_seconds: '3' });
  });

  it('gives each row the name that was shown in its second', () => {
    const session = { ...SESSION, participants: [participant('Participant 1', 'Anna', 'Anna (busy)')] };
    const rows = [-3, 0, 9, 10, 19, 20, 3600].map((after) => ({ ...ROW, second: 1_800_000_000 + after }));
    expect(rows.map((row) => read(csvHeader(SESSION) + csvLines(session, [row]))[0]!.name)).toEqual([
      ...Array<string>(3).fill('Participant 1'),
      'Anna',
      'Anna',
      'Anna (busy)',
      'Anna (busy)',
    ]);
  });

  it('leaves the agreement of rows empty that were recorded without', () => {
    const { agreement: _, ...old } = ROW;
    expect(read(csvHeader(SESSION) + csvLines(SESSION, [old]))[0]!.agreement).toBe('');
  });

  it('quotes as RFC 4180 asks', () => {
    expect(csvLines(SESSION, [ROW])).toContain(',"Zoë ""Zo"" Ähren, Dr.",own,,1,');
    expect(csvLines(named('two\r\nlines'), [ROW])).toContain(',"two\r\nlines",own,,1,');
  });

  it.each([
    '=HYPERLINK("http://evil.example")',
    '+1',
    '-1+2',
    '@SUM(A1)',
    '  =1',
    '=A\nB',
    '＝1',
    '\u200b=1',
    '\u0001\u202e+1',
    '\ufeff\u00ad@SUM(A1)',
    '﹦1',
    '﹢1',
    '﹣1',
    '﹫SUM(A1)',
  ])('makes the name %j harmless', (name) => {
    const back = read(csvHeader(SESSION) + csvLines(named(name), [ROW]))[0]!;
    expect(back.name).toBe(`'${name}`);
  });

  it('takes a text of any length in no time', () => {
    const began = performance.now();
    for (const text of [
      '\t'.repeat(100_000),
      '; '.repeat(50_000),
      ` "${'\u200b'.repeat(100_000)}`,
      ';='.repeat(50_000),
    ])
      csvLines(named(text), [ROW]);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it.each([
    '\t=1',
    '\r=1',
    '\n=1',
    'Ann;=1+1',
    'Ann\t@SUM(A1)',
    'Ann|=1',
    'Ann; "=1+1"',
    ';=1',
    'Ann\n＝1',
    'a;=1;=2',
    "Ann;'=1",
    'Ann;\t+1',
    'Ann;\u200b=1',
    'Ann|\u0000"\u2060@SUM(A1)',
    'Ann;﹦1',
  ])('makes the name %j harmless where another separator is used', (name) => {
    const text = csvHeader(SESSION) + csvLines(named(name), [ROW]);
    for (const separator of [',', ';', '\t', '|'])
      for (const cell of text
        .split('\r\n')
        .flatMap((line) => line.split(separator).flatMap((part) => part.split('\n'))))
        expect(cell.replace(/^[\s\p{Cc}\p{Cf}"]+/u, '')).not.toMatch(/^[=+@＝＋﹦﹢﹫]|^-(?!\d)|^-1$/);
    const back = read(text)[0]!.name!;
    expect(back.replaceAll("'", '')).toBe(name.replaceAll("'", ''));
  });

  it.each(['Ann', 'Jean-Luc', 'a=b', '山田'])('leaves the name %j alone', (name) => {
    expect(read(csvHeader(SESSION) + csvLines(named(name), [ROW]))[0]!.name).toBe(name);
  });

  it('guards every column of text, not only names', () => {
    const session = { ...SESSION, id: '=a', siteLabel: '@b', modelVersion: '-c' };
    const row = read(csvHeader(SESSION) + csvLines(session, [{ ...ROW, participant: '+d' }]))[0]!;
    expect([row.session_id, row.site, row.model_version, row.participant_id]).toEqual(["'=a", "'@b", "'-c", "'+d"]);
  });

  it('says unsure, and leaves empty what was not measured', () => {
    const row = { ...ROW, expression: null, probabilities: null, confidence: null };
    const back = read(csvHeader(SESSION) + csvLines(SESSION, [row]))[0]!;
    expect(back).toMatchObject({
      expression: 'unsure',
      confidence: '',
      neutral: '',
      valence: '',
      detector_score: '0.9124',
    });
  });

  it('writes nothing for no rows', () => {
    expect(csvLines(SESSION, [])).toBe('');
  });

  it('names the file after site and start', () => {
    expect(csvFileName(SESSION)).toMatch(/^facet-google-meet-2027-01-1[456]-\d\d-\d\d\.csv$/);
    expect(csvFileName({ ...SESSION, siteLabel: '../..' })).toMatch(/^facet-call-2027/);
  });

  it('says the time by the user’s clock, the mode, the camera and why a second is unsure', () => {
    const presence = [{ state: 'on', from: 1_800_000_000 }] as const;
    const session = (utcOffset: number) => ({
      ...SESSION,
      utcOffset,
      mode: 'audience' as const,
      participants: [{ ...participant('Zoë'), isSelf: false, presence }],
    });
    const unsure = { ...ROW, expression: null, unsure: 'blurred' } as const;
    const row = read(csvHeader(SESSION) + csvLines(session(-210), [unsure]))[0]!;
    expect(row).toMatchObject({ mode: 'audience', own: 'other', camera_state: 'on', unsure_reason: 'blurred' });
    expect(row).toMatchObject({ time_local: '2027-01-15T04:30:02-03:30', utc_offset_minutes: '-210' });
    expect(read(csvHeader(SESSION) + csvLines(session(345), [unsure]))[0]!.time_local).toBe(
      '2027-01-15T13:45:02+05:45',
    );
  });
});

describe('column names', () => {
  it('are single words in lower case, each explained once', () => {
    for (const { name, meaning } of DICTIONARY) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(meaning, name).toMatch(/\.$/);
    }
    expect(new Set(COLUMNS).size).toBe(COLUMNS.length);
  });
});

describe('seconds without a reading', () => {
  const START = 1_800_000_000;
  const at = (second: number, id = 'ann') => ({ ...ROW, participant: id, second: START + second });
  const person = (id: string, ...presence: [string, number][]) => ({
    ...participant(id),
    id,
    presence: presence.map(([state, from]) => ({ state, from: START + from })),
  });
  const filled = (people: object[], ...batches: SecondRow[][]) => {
    const every = new EverySecond({ ...SESSION, participants: people } as StoredSession);
    const all = [...batches.flatMap((rows) => every.add(rows)), ...every.end()];
    return all.map((one) => `${one.second - START} ${one.participant} ${'presence' in one ? one.presence : 'read'}`);
  };

  it('have a row each, in order, however the rows come in batches', () => {
    const people = [person('ann', ['on', 0]), person('bob', ['on', 1], ['off', 3], ['away', 4])];
    const expected = ['0 ann read', '1 ann on', '1 bob on', '2 bob read', '2 ann on', '3 ann read', '3 bob off'];
    expect(filled(people, [at(0), at(2, 'bob'), at(3)])).toEqual(expected);
    expect(filled(people, [at(0)], [at(2, 'bob')], [at(3)])).toEqual(expected);
    const face2 = { ...at(2, 'bob'), face: 2 };
    expect(filled(people, [at(0), at(2, 'bob')], [face2, at(3)]).filter((line) => line === '2 bob read')).toHaveLength(
      2,
    );
  });

  it('are left out where nobody noted who was there, and where the machine slept', () => {
    expect(filled([participant('x')], [at(0, 'x'), at(5, 'x')])).toHaveLength(2);
    expect(filled([person('ann', ['on', 0])], [at(0), at(8000), at(8001)])).toHaveLength(3);
  });

  it('say why: no camera, or no reading, and a camera that is on is never said to be off', () => {
    const ann = person('ann', ['on', 0], ['busy', 1], ['still', 2], ['off', 3], ['on', 4]);
    const session = { ...SESSION, participants: [ann] } as unknown as StoredSession;
    const every = new EverySecond(session);
    const lines = [...every.add([at(4)]), ...every.end()];
    expect(
      read(csvHeader(session) + csvLines(session, lines))
        .slice(0, lines.length)
        .map((row) => [row.camera_state, row.face, row.expression, row.unsure_reason, row.samples]),
    ).toEqual([
      ['on', '', '', 'no reading', '0'],
      ['busy', '', '', 'no reading', '0'],
      ['still', '', '', 'no reading', '0'],
      ['off', '', '', 'no camera', '0'],
      ['on', '1', 'sadness', '', '5'],
    ]);
  });
});
