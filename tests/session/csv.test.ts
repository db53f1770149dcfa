import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { BOM, COLUMNS, csvHeader, csvLines } from '../../src/session/csv';
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
    const text = csvHeader() + csvLines(SESSION, [ROW, ROW]);
    expect(
      text.startsWith(`${BOM}session,site,participant id,name,face,time,elapsed seconds,top emotion,confidence,`),
    ).toBe(true);
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('writes one cell per column, as numbers where they are numbers', () => {
    const row = read(csvHeader() + csvLines(SESSION, [ROW]))[0]!;
    expect(Object.keys(row)).toEqual(COLUMNS);
    expect(row).toEqual({
      session: 'f00d',
      site: 'Google Meet',
      'participant id': 'spaces/x/devices/1',
      name: 'Zoë "Zo" Ähren, Dr.',
      face: '1',
      time: '2027-01-15T08:00:02.000Z',
      'elapsed seconds': '2',
      'top emotion': 'sadness',
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
      'detector score': '0.9124',
      samples: '5',
      agreement: '0.8',
      'model version': '2026-11-21',
      'more than usual': '',
      'neutral deviation': '',
      'happiness deviation': '',
      'surprise deviation': '',
      'sadness deviation': '',
      'anger deviation': '',
      'disgust deviation': '',
      'fear deviation': '',
      'contempt deviation': '',
      'baseline seconds': '',
      mode: 'people',
      people: '',
    });
  });

  it('says how far the face was from its usual, and what that rests on', () => {
    const deviations = [-2, 4.56789, 0, 0, 0, 0, 0, 0.00000004];
    const cellsOf = (usual: SecondRow['usual'] & object) =>
      read(csvHeader() + csvLines(SESSION, [{ ...ROW, usual }]))[0]!;
    expect(cellsOf({ seconds: 47, deviations, more: 'happiness' })).toMatchObject({
      'more than usual': 'happiness',
      'neutral deviation': '-2',
      'happiness deviation': '4.5679',
      'contempt deviation': '0',
      'baseline seconds': '47',
      mode: 'people',
      people: '',
    });
    const early = cellsOf({ seconds: 3, deviations: null, more: null });
    expect(early).toMatchObject({ 'more than usual': '', 'happiness deviation': '', 'baseline seconds': '3' });
  });

  it('gives each row the name that was shown in its second', () => {
    const session = { ...SESSION, participants: [participant('Participant 1', 'Anna', 'Anna (busy)')] };
    const rows = [-3, 0, 9, 10, 19, 20, 3600].map((after) => ({ ...ROW, second: 1_800_000_000 + after }));
    expect(rows.map((row) => read(csvHeader() + csvLines(session, [row]))[0]!.name)).toEqual([
      ...Array<string>(3).fill('Participant 1'),
      'Anna',
      'Anna',
      'Anna (busy)',
      'Anna (busy)',
    ]);
  });

  it('leaves the agreement of rows empty that were recorded without', () => {
    const { agreement: _, ...old } = ROW;
    expect(read(csvHeader() + csvLines(SESSION, [old]))[0]!.agreement).toBe('');
  });

  it('quotes as RFC 4180 asks', () => {
    expect(csvLines(SESSION, [ROW])).toContain(',"Zoë ""Zo"" Ähren, Dr.",1,');
    expect(csvLines(named('two\r\nlines'), [ROW])).toContain(',"two\r\nlines",1,');
  });

  it.each([
    '=HYPERLINK("http://evil.example")',
    '+1',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '=A\nB',
    '＝1',
  ])('makes the name %j harmless', (name) => {
    const back = read(csvHeader() + csvLines(named(name), [ROW]))[0]!;
    expect(back.name).toBe(`'${name}`);
  });

  it.each(['Ann', 'Jean-Luc', 'a=b', '山田'])('leaves the name %j alone', (name) => {
    expect(read(csvHeader() + csvLines(named(name), [ROW]))[0]!.name).toBe(name);
  });

  it('guards every column of text, not only names', () => {
    const session = { ...SESSION, id: '=a', siteLabel: '@b', modelVersion: '-c' };
    const row = read(csvHeader() + csvLines(session, [{ ...ROW, participant: '+d' }]))[0]!;
    expect([row.session, row.site, row['model version'], row['participant id']]).toEqual(["'=a", "'@b", "'-c", "'+d"]);
  });

  it('says unsure, and leaves empty what was not measured', () => {
    const row = { ...ROW, expression: null, probabilities: null, confidence: 0 };
    const back = read(csvHeader() + csvLines(SESSION, [row]))[0]!;
    expect(back).toMatchObject({
      'top emotion': 'unsure',
      confidence: '',
      neutral: '',
      valence: '',
      'detector score': '0.9124',
    });
  });

  it('writes nothing for no rows', () => {
    expect(csvLines(SESSION, [])).toBe('');
  });

  it('names the file after site and start', () => {
    expect(csvFileName(SESSION)).toMatch(/^facet-google-meet-2027-01-1[456]-\d\d-\d\d\.csv$/);
    expect(csvFileName({ ...SESSION, siteLabel: '../..' })).toMatch(/^facet-call-2027/);
  });
});
