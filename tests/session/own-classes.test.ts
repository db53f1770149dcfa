import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Classes } from '../../src/classes';
import { annotations } from '../../src/session/annotations';
import { columnsOf } from '../../src/session/columns';
import { csvHeader, csvLines } from '../../src/session/csv';
import type { SecondRow, StoredSession } from '../../src/session/records';
import { sessionReport } from '../../src/session/report';
import { Seconds } from '../../src/session/seconds';
import { labelsOf } from '../../src/session/session-classes';
import { summaryOf } from '../../src/session/summary';
import { momentOf, timelineOf } from '../../src/session/timeline';

const START = 1_800_000_000;
const CLASSES: Classes = [
  { name: 'bored', color: '#777700', own: true },
  { name: 'happiness', own: true },
  { name: 'face', color: '#007777', words: { en: '<b>all ears</b>' }, own: true },
];
const SESSION: StoredSession = {
  id: 's',
  siteId: 'meet',
  siteLabel: 'Meet',
  startedAt: START * 1000,
  lastAt: (START + 2) * 1000,
  modelVersion: 'mine',
  classes: CLASSES,
  participants: [{ id: 'p', isSelf: false, names: [{ name: 'Ann', from: START }] }],
};

/** Three seconds, as readings of a model with three classes. */
function rows(): SecondRow[] {
  const seconds = new Seconds('s', labelsOf(SESSION));
  const face = { face: 1, box: { x: 0, y: 0, width: 1, height: 1 }, score: 0.9 };
  for (const [second, p] of [
    [0, [0.7, 0.2, 0.1]],
    [1, [0.1, 0.1, 0.8]],
    [2, [0.2, 0.7, 0.1]],
  ] as const) {
    const expression = CLASSES[(p as readonly number[]).indexOf(Math.max(...p))]!.name;
    for (const ms of [0, 400])
      seconds.add({
        participantId: 'p',
        time: (START + second) * 1000 + ms,
        faces: [{ ...face, probabilities: p, expression, confidence: Math.max(...p) }],
      });
  }
  return seconds.takeUntil(Number.POSITIVE_INFINITY);
}

const timeline = () => {
  const seconds = (async function* () {
    yield rows();
  })();
  return timelineOf({ session: SESSION, seconds });
};

describe('a session that a model of one’s own read', () => {
  it('has a CSV column for each of its classes, none of which hides another column', () => {
    const columns = columnsOf(CLASSES);
    expect(columns).toContain('class_face');
    expect(new Set(columns).size).toBe(columns.length);
    const alike = ['face', 'class_face', 'class_class_face', '__proto__', 'name'].map(
      (name) => ({ name, own: true }) as const,
    );
    const all = columnsOf(alike);
    expect(new Set(all).size).toBe(all.length);
    const text = csvHeader(SESSION) + csvLines(SESSION, rows());
    const read = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data;
    expect(read.map(({ expression }) => expression)).toEqual(['bored', 'face', 'happiness']);
    expect(read.map((row) => [row.bored, row.happiness, row.class_face])).toEqual([
      ['0.7', '0.2', '0.1'],
      ['0.1', '0.1', '0.8'],
      ['0.2', '0.7', '0.1'],
    ]);
    expect(read.map(({ valence, face, neutral }) => [valence, face, neutral])).toEqual(
      Array(3).fill(['', '1', undefined]),
    );
  });

  it('has a timeline, means and annotations in its classes', async () => {
    const {
      lanes: [lane],
    } = await timeline();
    expect([0, 1, 2].map((at) => momentOf(lane!, at).named)).toEqual([CLASSES[0], CLASSES[2], CLASSES[1]]);
    expect(summaryOf(lane!).seconds).toEqual([1, 1, 1]);
    expect(summaryOf(lane!).mean!.map((share) => share.toFixed(3))).toEqual(['0.333', '0.333', '0.333']);
    expect(annotations(await timeline(), [])).toContain('bored');
  });

  it('has a report that names them, and in which they are text', async () => {
    const html = sessionReport(SESSION, await timeline(), [], '', 'A call');
    expect(html).toContain('#777700');
    expect(html).toContain('&lt;b&gt;all ears&lt;/b&gt;');
    expect(html).not.toContain('<b>all ears');
    expect(html).toContain('how sure the model is');
    expect(html).not.toContain('neutral');
  });
});
