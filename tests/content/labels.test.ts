import { describe, expect, it } from 'vitest';
import type { CameraState } from '../../src/camera';
import { KNOWN_CLASSES } from '../../src/classes';
import { faceLabel as faceLabelOf, faceName, notice, tileLabel as tileLabelOf } from '../../src/content/overlay/labels';
import type { FaceReading, LoadingStep, TileReading } from '../../src/engine/types';

const face = (change: Partial<FaceReading> = {}): FaceReading => ({
  face: 1,
  box: { x: 0, y: 0, width: 1, height: 1 },
  score: 0.9,
  probabilities: [],
  expression: 'happiness',
  confidence: 0.816,
  ...change,
});
const faceLabel = (one: FaceReading, classes = KNOWN_CLASSES) => faceLabelOf(one, classes);
const tileLabel = (camera: CameraState, one: TileReading | null) => tileLabelOf(camera, one, KNOWN_CLASSES);
const reading = (...faces: FaceReading[]): TileReading => ({ participantId: 'p1', time: 0, faces });

describe('a tile’s badge', () => {
  it('says what the face appears to show', () => {
    expect(tileLabel('on', reading(face()))).toMatchObject({
      glyph: { name: 'happiness' },
      word: 'happy',
      detail: '82\u00a0%',
      title: 'appears happy',
    });
  });

  it('says what a model of one’s own calls it, in its colour', () => {
    const classes = [{ name: 'asleep', color: '#777700', own: true, words: { en: 'dozing' } }] as const;
    expect(faceLabel(face({ expression: 'asleep' }), classes)).toMatchObject({
      glyph: { name: 'asleep' },
      word: 'dozing',
      title: 'appears dozing',
      color: '#777700',
    });
  });

  it('is never certain', () => {
    const details = [0.984, 0.986, 0.996, 1].map((confidence) => faceLabel(face({ confidence })).detail);
    expect(details).toEqual(['98\u00a0%', '99\u00a0%', '99\u00a0%', '99\u00a0%']);
  });

  it('marks what there is more of than usual beside the reading, and whose that is', () => {
    const usual = { seconds: 30, deviations: [], more: 'happiness' } as const;
    expect(faceLabel(face({ usual }))).toMatchObject({
      word: 'happy',
      more: { glyph: null, words: 'smiles more than usual' },
    });
    expect(faceLabel(face({ usual, expression: 'neutral' }))).toMatchObject({
      word: 'neutral',
      more: { glyph: { name: 'happiness' } },
    });
    expect(faceLabel(face({ usual, expression: null, unsure: 'changing' }))).toMatchObject({
      word: 'unsure',
      more: { glyph: { name: 'happiness' } },
    });
    expect(faceLabel(face({ usual: { ...usual, more: null } })).more).toBeNull();
  });

  it('says why it is unsure, and no expression', () => {
    const label = faceLabel(face({ expression: null, unsure: 'turned away' }));
    expect(label).toMatchObject({ glyph: null, word: 'unsure', detail: 'turned away' });
  });

  it('says that the camera is off, whatever was read before', () => {
    expect(tileLabel('off', reading(face()))?.word).toBe('camera off');
  });

  it('tells a picture that stands still and a busy machine from a camera that is off', () => {
    expect(tileLabel('still', reading(face()))?.title).toMatch(/^The picture stands still/);
    expect(tileLabel('busy', reading(face()))?.word).toBe('the machine is busy');
  });

  it('says that there is no face, and nothing before the first reading', () => {
    expect(tileLabel('on', reading())?.word).toBe('no face');
    expect(tileLabel('on', null)).toBeNull();
  });

  it('leaves it to the faces where there are several', () => {
    const second = face({ face: 2 });
    expect(tileLabel('on', reading(face(), second))).toBeNull();
    expect(faceName('Room A', second)).toBe('Room A · 2');
  });
});

describe('the notice', () => {
  const ORDER = { mode: 'people', shortcut: 'Ctrl+B' } as const;
  const ready = {
    state: 'ready',
    backend: { name: 'wasm', why: 'none' },
    model: { version: '', classes: [] },
  } as const;

  it('says what goes on', () => {
    expect(notice(ready, null, ORDER)).toEqual({ tone: 'ready', text: 'Facet is reading expressions · Ctrl+B stops' });
    expect(notice(ready, null, { mode: 'mirror', shortcut: '' }).text).toBe('Facet is reading your own camera');
    expect(notice(ready, null, { ...ORDER, mode: 'audience' }).text).toMatch('the audience as a whole · Ctrl+B stops');
    const steps: readonly LoadingStep[] = ['engine', 'detector', 'model'];
    expect(steps.map((step) => notice({ state: 'loading', step }, null, ORDER))).toEqual([
      { tone: 'busy', text: 'Facet is starting its engine…' },
      { tone: 'busy', text: 'Facet is loading its face detector…' },
      { tone: 'busy', text: 'Facet is loading its expression model…' },
    ]);
    expect(notice(null, null, ORDER)).toEqual({ tone: 'busy', text: 'Facet is restarting…' });
  });

  it('puts what is broken first', () => {
    expect(notice(ready, { code: 'page_people', why: { code: 'unexpected', what: 'no body' } }, ORDER)).toEqual({
      tone: 'failed',
      text: expect.stringMatching(
        /^Facet cannot find the people on this page: Something unexpected happened \(no body\)/,
      ),
    });
    expect(notice({ state: 'failed', problem: { code: 'engine_detector' } }, null, ORDER)).toMatchObject({
      tone: 'failed',
    });
  });
});
