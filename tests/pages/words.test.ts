import { describe, expect, it } from 'vitest';
import { KNOWN_CLASSES } from '../../src/classes';
import type { FaceReading } from '../../src/engine/types';
import { shareWords } from '../../src/i18n/class-words';
import { modelFacts } from '../../src/options/about/model-card';
import { cameraProblem } from '../../src/options/camera/camera-problem';
import { fitted } from '../../src/options/read-video';
import { clockWords } from '../../src/options/sessions/clock-words';
import { aboutWords } from '../../src/options/sessions/session-words';
import { faceSummary } from '../../src/ui/reading-words';
import { duration, when } from '../../src/ui/times';

const FACE: FaceReading = {
  face: 1,
  box: { x: 0, y: 0, width: 1, height: 1 },
  score: 0.9,
  probabilities: [0, 1, 0, 0, 0, 0, 0, 0],
  expression: 'happiness',
  confidence: 0.87,
};

describe('a face in words', () => {
  it('speaks of what appears, and of how many would say so', () => {
    expect(faceSummary(FACE, KNOWN_CLASSES)).toEqual({
      glyph: { name: 'happiness' },
      words: 'appears happy',
      claim: { kind: { name: 'happiness' }, confidence: 0.87 },
    });
  });

  it('claims no confidence where it is unsure, and says why', () => {
    const unsure = faceSummary({ ...FACE, expression: null, unsure: 'too small' }, KNOWN_CLASSES);
    expect(unsure).toEqual({ glyph: 'unsure', words: 'unsure: too small' });
  });
});

describe('a percentage', () => {
  it.each([
    [0.02, 'fewer than 1 of 10 people would say happy'],
    [0.05, '1 of 10 people would say happy'],
    [0.449, '4 of 10 people would say happy'],
    [0.94, '9 of 10 people would say happy'],
    [0.96, 'more than 9 of 10 people would say happy'],
    [1, 'more than 9 of 10 people would say happy'],
  ])('%f: %s', (share, words) => expect(shareWords({ name: 'happiness' }, share)).toBe(words));
});

it('a percentage of a model of one’s own is its certainty, not people’s', () => {
  expect(shareWords({ name: 'happiness', own: true }, 0.72)).toBe('72\u00a0% sure: happy');
});

it.each([
  ['mirror', '1 min · Mode: Mirror · 1 person: Audience (you)'],
  ['audience', '1 min · Mode: Audience · All others as one'],
  ['people', '1 min · Mode: People · 1 person: Audience (you)'],
] as const)('a session of mode %s says so, and of an audience no name', (mode, words) => {
  const info = { id: 's', siteId: 'meet', siteLabel: 'Meet', startedAt: 0, lastAt: 60_000, modelVersion: '' };
  const participants = [{ id: 'a', isSelf: true, names: [{ name: 'Audience', from: 0 }] }];
  expect(aboutWords({ ...info, mode, participants }).replace(/\u00a0/g, ' ')).toBe(words);
});

describe('camera problems', () => {
  it.each([
    ['NotFoundError', /No camera was found/],
    ['NotAllowedError', /refused\. Allow it/],
    ['NotReadableError', /in use by another program/],
    ['OverconstrainedError', /not there any more/],
  ])('%s', (name, words) => expect(cameraProblem(new DOMException('', name))).toMatch(words));

  it('says what it was told where it does not know the error', () => {
    expect(cameraProblem(new DOMException('The lens fell off', 'LensError'))).toMatch(
      /could not be started: .*The lens fell off/,
    );
  });
});

describe('the clock of a session', () => {
  const words = (...jumps: number[]) => clockWords({ clockJumps: jumps.map((by) => ({ from: 1, by })) });

  it('is spoken of where it jumped, and nowhere else', () => {
    expect(clockWords({})).toBeNull();
    expect(words()).toBeNull();
    expect(words(-3_600_000)).toMatch(/back by 1 h 00 min .*it was set\./);
    expect(words(90_000)).toMatch(/forward by 2 min .*slept/);
    expect(words(...Array.from({ length: 9 }, () => 5000))).toMatch(/ and 6 times more /);
  });
});

describe('the model in short', () => {
  it('shows the numbers that there are, and no others', () => {
    const facts = modelFacts({
      version: 'v1',
      measured: { ferplusAccuracy: 0.8123, ferplusPictures: 2862, ferplusMacroF1: 'n/a', shareError: 0.0123 },
    });
    expect(facts.map(({ value }) => value)).toEqual([
      'v1',
      '81.2\u00a0% of 2,862 pictures that it never saw in training',
      '1.2 points',
    ]);
  });

  it('says how good a model of one’s own was on the pictures that were kept apart', () => {
    const facts = modelFacts({ measured: { accuracy: 0.95, pictures: 120 } });
    expect(facts.map(({ value }) => value)).toEqual(['95.0\u00a0% of 120 pictures that it never saw in training']);
  });

  it.each([undefined, null, 'x', { measured: null }])('survives %j', (metadata) => {
    expect(modelFacts(metadata)).toEqual([]);
  });
});

describe('files', () => {
  it('makes pictures smaller, never larger, in their shape', () => {
    expect(fitted(1920, 1080)).toMatchObject({ resizeWidth: 640, resizeHeight: 360 });
    expect(fitted(320, 240)).toMatchObject({ resizeWidth: 320, resizeHeight: 240 });
    expect(fitted(10_000, 2)).toMatchObject({ resizeWidth: 640, resizeHeight: 1 });
  });
});

describe('times', () => {
  it.each([
    [400, '1 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [12 * 60_000, '12 min'],
    [65 * 60_000, '1 h 05 min'],
  ])('%i ms is %s', (ms, words) => expect(duration(ms)).toBe(words));

  it('names today and other days', () => {
    const noon = new Date(2026, 10, 21, 14, 5).getTime();
    expect(when(noon, noon + 3_600_000)).toBe('today 14:05');
    expect(when(noon, noon + 86_400_000)).toBe('Sat, 21 Nov 2026, 14:05');
  });
});
