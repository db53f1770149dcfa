import { describe, expect, it } from 'vitest';
import { EXPRESSIONS } from '../../src/expressions';
import { t } from '../../src/i18n/t';
import { annotations } from '../../src/session/annotations';
import { AUDIENCE } from '../../src/session/audience';
import type { SecondRow, StoredSession } from '../../src/session/records';
import { sessionReport } from '../../src/session/report';
import { type Timeline, timelineOf } from '../../src/session/timeline';

const START = 1_800_000_000;
const NAMES = ['Alex', 'Bo <b>', 'Alex'];
const SESSION: StoredSession = {
  id: 's',
  siteId: 'meet',
  siteLabel: 'Meet',
  startedAt: START * 1000,
  lastAt: (START + 59) * 1000,
  modelVersion: 'test',
  participants: NAMES.map((name, i) => ({ id: `p${i}`, isSelf: i === 0, names: [{ name, from: START }] })),
};

/** A minute in which everyone is happy, the second person more than usual. */
const rows: SecondRow[] = Array.from({ length: 60 }, (_, at) =>
  NAMES.map((_, person) => ({
    session: 's',
    second: START + at,
    participant: `p${person}`,
    face: 1,
    samples: 8,
    agreement: 1,
    probabilities: EXPRESSIONS.map((name) => (name === 'happiness' ? 0.93 : 0.01)),
    expression: 'happiness',
    confidence: 0.93,
    score: 0.9,
    usual: { seconds: 60, deviations: null, more: person === 1 ? ('happiness' as const) : null },
  })),
).flat();

const timeline = (session = SESSION, of = rows) => {
  const seconds = (async function* () {
    yield of;
  })();
  return timelineOf({ session, seconds });
};

describe('a session’s report', () => {
  const html = async () =>
    sessionReport(
      SESSION,
      await timeline(),
      [{ session: 's', time: (START + 30) * 1000, word: 'joke' }],
      'Hm',
      'A call',
    );

  it('needs nothing but itself', async () => {
    const page = await html();
    expect(page).not.toMatch(/<script|<link|<img|\bsrc=|https?:|url\(|@import/);
    expect(page).toContain("default-src 'none'");
  });

  it('follows light and dark: no colour stands in it but those of expressions and of its two palettes', async () => {
    const page = await html();
    const dark = /@media \(prefers-color-scheme: dark\) \{ :root \{([^}]*)\}/.exec(page)![1]!;
    const [light] = /:root \{[^}]*\}/.exec(page)!;
    const named = (text: string) => [...text.matchAll(/(--\w+): #/g)].map(([, name]) => name).sort();
    expect(named(dark)).toEqual(named(light));
    const rules = page.slice(page.indexOf('body {'), page.indexOf('</style>'));
    expect(rules).not.toMatch(/#[\da-f]{3,6}\b/);
  });

  it('tells people of the same name apart, and shows marks and what was more than usual', async () => {
    const page = await html();
    expect([...page.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, title]) => title)).toEqual([
      'Everyone else, on average',
      'Alex (1) (you)',
      'Bo &lt;b&gt;',
      'Alex (2)',
    ]);
    const [, , bo, other] = page.split('<h3>').slice(1);
    const strips = (part: string) => [...part.matchAll(/height="4" fill=/g)].length;
    expect(strips(bo!)).toBe(60);
    expect(strips(other!)).toBe(0);
    expect(page).toContain('<li>0:30 joke</li>');
    expect([...page.matchAll(/class="mark"/g)]).toHaveLength(4);
  });
});

it('says whose expressions were read, and counts no audience as one face of that name', async () => {
  const head = (session: StoredSession, of: Timeline) =>
    /<p>(.*?)<\/p>/.exec(sessionReport(session, of, [], '', 'A call'))?.[1];
  expect(head(SESSION, await timeline())).toBe('1:00 long · Mode: People · 3 faces · Model test');
  const names = [{ name: 'whoever', from: START }];
  const audience: StoredSession = {
    ...SESSION,
    mode: 'audience',
    participants: [{ id: AUDIENCE, isSelf: false, names }],
  };
  const sum = await timeline(
    audience,
    rows.filter(({ participant }) => participant === 'p0').map((row) => ({ ...row, participant: AUDIENCE, people: 3 })),
  );
  expect(head(audience, sum)).toBe('1:00 long · Mode: Audience · All others as one · Model test');
  expect(sum.lanes.map(({ name }) => name)).toEqual([t('mode_audience')]);
});

it('gives people of the same name tiers of their own: one cannot hold two annotations at once', async () => {
  const lines = annotations(await timeline(), [])
    .split('\r\n')
    .slice(1, -1);
  const tiers = lines.map((line) => line.split('\t')[0]);
  expect(tiers).toEqual(['Alex (1)', 'Bo <b>', 'Bo <b> (usual)', 'Alex (2)']);
});
