// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { KNOWN_CLASSES } from '../../src/classes';
import type { EngineState, FaceReading } from '../../src/engine/types';
import { EXPRESSIONS } from '../../src/expressions';
import type { Participant } from '../../src/messages';
import { ParticipantRow } from '../../src/popup/participant-row';

const ANN: Participant = { id: 'ann', name: '<b>Ann</b>', named: true, isSelf: true, camera: 'on' };
const READY: Extract<EngineState, { state: 'ready' }> = {
  state: 'ready',
  backend: { name: 'wasm', why: 'none' },
  model: { version: 'v', classes: KNOWN_CLASSES },
};
const HAPPY: FaceReading = {
  face: 1,
  box: { x: 0, y: 0, width: 1, height: 1 },
  score: 0.9,
  probabilities: [0.1, 0.82, 0.08, 0, 0, 0, 0, 0],
  expression: 'happiness',
  confidence: 0.82,
};

afterEach(() => render(null, document.body));

function row(
  participant: Participant,
  faces: readonly FaceReading[] | null,
  engine: EngineState = READY,
  showsUsual = true,
  isBusy = false,
): HTMLElement {
  const reading = faces && { participantId: participant.id, time: 0, faces };
  render(<ParticipantRow {...{ participant, reading, engine, showsUsual, isBusy }} />, document.body);
  return document.querySelector('li')!;
}

const line = (element: HTMLElement) => element.querySelector('.reading')?.textContent;
const meters = (element: HTMLElement) => [...element.querySelectorAll('[role="meter"]')];

describe('a participant in the popup', () => {
  it('has a name, a reading and a labelled meter for every expression', () => {
    const element = row(ANN, [HAPPY]);
    expect(element.querySelector('h3')?.textContent).toBe('<b>Ann</b> (you)');
    expect(element.querySelector('h3 b')).toBeNull();
    expect(line(element)).toBe('appears happy');
    expect(element.querySelector('.confidence')?.textContent).toBe('82\u00a0%');
    expect(meters(element).map((meter) => meter.getAttribute('aria-label'))).toEqual([...EXPRESSIONS]);
    expect(meters(element).map((meter) => meter.getAttribute('aria-valuenow'))).toEqual('10 82 8 0 0 0 0 0'.split(' '));
  });

  it('stands beside its usual, once that is known, where the user wants it', () => {
    const usual = (deviations: number[] | null, more: 'happiness' | null = null) => [
      { ...HAPPY, usual: { seconds: 0, deviations, more } },
    ];
    const words = (element: HTMLElement) => element.querySelector('.usual')?.textContent ?? null;
    expect(words(row(ANN, usual(null)))).toBe('getting to know this face');
    expect(words(row(ANN, usual([])))).toBe('as usual');
    expect(words(row(ANN, usual([], 'happiness')))).toBe('↑ smiles more than usual');
    expect(line(row(ANN, usual([], 'happiness')))).toBe('appears happy');
    expect(words(row(ANN, [HAPPY]))).toBeNull();
    expect(words(row(ANN, usual([], 'happiness'), READY, false))).toBeNull();
  });

  it('shows only what the model knows', () => {
    const classes = [{ name: 'asleep', color: '#777700', own: true }, { name: 'happiness' }] as const;
    const element = row(ANN, [{ ...HAPPY, probabilities: [0.18, 0.82] }], {
      ...READY,
      model: { version: 'v', classes },
    });
    expect(meters(element).map((meter) => meter.getAttribute('aria-label'))).toEqual(['asleep', 'happiness']);
    expect(meters(element).map((meter) => meter.getAttribute('aria-valuenow'))).toEqual(['18', '82']);
    expect(line(row(ANN, [{ ...HAPPY, expression: 'asleep' }], { ...READY, model: { version: 'v', classes } }))).toBe(
      'appears asleep',
    );
  });

  it('stands out no bar and claims no confidence where it is unsure', () => {
    const element = row(ANN, [{ ...HAPPY, expression: null, unsure: 'changing' }]);
    expect(line(element)).toBe('unsure: changing');
    expect(element.querySelector('.confidence')).toBeNull();
    expect(element.querySelector('.bar.shown')).toBeNull();
  });

  it('shows no bars of a face that was not classified', () => {
    const small: FaceReading = {
      ...HAPPY,
      probabilities: null,
      expression: null,
      confidence: null,
      unsure: 'too small',
    };
    expect(meters(row(ANN, [small]))).toEqual([]);
  });

  it('draws no share of a moment in which there was none to read', () => {
    const history = [{ expression: 'happiness', confidence: 0.5 }, { expression: null, confidence: null }, null];
    const reading = { participantId: ANN.id, time: 0, faces: [HAPPY] };
    render(
      <ParticipantRow {...{ participant: ANN, reading, engine: READY, showsUsual: true, history }} />,
      document.body,
    );
    const bars = [...document.querySelectorAll('.spark rect')];
    expect(bars.map((bar) => bar.getAttribute('height'))).toEqual(['11']);
  });

  it('numbers several faces of one tile', () => {
    const element = row({ ...ANN, isSelf: false }, [HAPPY, { ...HAPPY, face: 2 }]);
    expect([...element.querySelectorAll('h3')].map((title) => title.textContent)).toEqual([
      '<b>Ann</b> · 1',
      '<b>Ann</b> · 2',
    ]);
  });

  it.each<[string, Participant, readonly FaceReading[] | null, EngineState]>([
    ['camera off', { ...ANN, camera: 'off' }, [HAPPY], READY],
    ['picture stands still', { ...ANN, camera: 'still' }, [HAPPY], READY],
    ['the machine is busy', { ...ANN, camera: 'busy' }, [HAPPY], READY],
    ['no face found', ANN, [], READY],
    ['no fresh picture yet', ANN, null, READY],
    ['waiting for the engine', ANN, null, { state: 'loading', step: 'engine' }],
    ['not read', ANN, null, { state: 'failed', problem: { code: 'engine_detector' } }],
  ])('says "%s"', (words, participant, faces, engine) => {
    const element = row(participant, faces, engine);
    expect(line(element)).toBe(words);
    expect(meters(element)).toEqual([]);
  });

  it('calls a machine busy that does not keep up, and never a camera off that is on', () => {
    const states = ['on', 'still', 'busy', 'off'] as const;
    const said = (isBusy: boolean) =>
      states.map((camera) => line(row({ ...ANN, camera }, null, READY, true, isBusy))) as string[];
    expect(said(false)).toEqual(['no fresh picture yet', 'picture stands still', 'the machine is busy', 'camera off']);
    expect(said(true)).toEqual(['the machine is busy', 'picture stands still', 'the machine is busy', 'camera off']);
  });

  it('says what helps where nothing is read', () => {
    const help = (camera: Participant['camera'], faces: [] | null) =>
      row({ ...ANN, camera }, faces).querySelector('details > p.quiet')?.textContent;
    expect(help('still', null)).toMatch(/connection/);
    expect(help('busy', null)).toMatch(/Close other programs/);
    expect(help('on', [])).toMatch(/no face is to be seen/);
    expect(help('on', null)).toMatch(/no new picture/);
    expect(help('off', null)).toBeUndefined();
  });

  it('stays open while readings come and go', () => {
    row(ANN, [HAPPY]).querySelector('details')!.open = true;
    const isOpen = (element: HTMLElement) => element.querySelector('details')!.open;
    expect(isOpen(row(ANN, null))).toBe(true);
    expect(isOpen(row({ ...ANN, camera: 'off' }, null))).toBe(true);
    expect(isOpen(row(ANN, [{ ...HAPPY, face: 2 }]))).toBe(true);
    expect(isOpen(row(ANN, [HAPPY, { ...HAPPY, face: 2 }]))).toBe(true);
  });
});
