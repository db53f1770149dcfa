// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { KNOWN_CLASSES } from '../../src/classes';
import type { EngineState, FaceReading } from '../../src/engine/types';
import { EXPRESSIONS, type Expression } from '../../src/expressions';
import { CallSummary } from '../../src/popup/call-summary';
import type { Row } from '../../src/popup/order';
import { PaceLine } from '../../src/popup/pace-line';
import { PeopleList } from '../../src/popup/people-list';

const READY: EngineState = {
  state: 'ready',
  backend: { name: 'wasm', why: 'none' },
  model: { version: 'v', classes: KNOWN_CLASSES },
};

function face(expression: Expression | null, number = 1): FaceReading {
  return {
    face: number,
    box: { x: 0, y: 0, width: 1, height: 1 },
    score: 1,
    probabilities: EXPRESSIONS.map((name) => (name === expression ? 0.9 : 0.01)),
    expression,
    confidence: 0.9,
  };
}

/** @param faces null: no reading. */
function row(id: string, faces: (Expression | null)[] | null, camera: Row['participant']['camera'] = 'on'): Row {
  return {
    participant: { id, name: id, named: true, isSelf: false, camera },
    reading: faces && { participantId: id, time: 0, faces: faces.map((one, i) => face(one, i + 1)) },
    history: [],
    isKept: true,
  };
}

afterEach(() => {
  act(() => render(null, document.body));
  localStorage.clear();
});

const NOTHING = { since: 0, onExclude: () => {}, onErase: async () => true };

function list(rows: readonly Row[]): string[] {
  act(() => render(<PeopleList rows={rows} engine={READY} showsUsual isBusy={false} {...NOTHING} />, document.body));
  return shown();
}

const shown = () =>
  [...document.querySelectorAll('[data-participant]')].map((one) => one.getAttribute('data-participant')!);

function type(element: HTMLInputElement | HTMLSelectElement, value: string, event: 'input' | 'change'): void {
  act(() => {
    element.value = value;
    element.dispatchEvent(new Event(event, { bubbles: true }));
  });
}

it('has a field to search in above twelve people, and says when nobody is meant', () => {
  const many = Array.from({ length: 13 }, (_, i) => row(`Person ${String.fromCharCode(77 - i)}`, null));
  list(many.slice(0, 12));
  expect(document.querySelector('input[type="search"]')).toBeNull();
  expect(list(many)).toHaveLength(13);
  const field = document.querySelector<HTMLInputElement>('input[type="search"]')!;
  type(field, 'person c', 'input');
  expect(shown()).toEqual(['Person C']);
  type(field, 'q', 'input');
  expect(shown()).toEqual([]);
  expect(document.querySelector('[role="status"]')?.textContent).toBe('Nobody of that name.');
  expect(list(many.slice(1)), 'a search that is not seen hides nobody').toHaveLength(12);
});

it('is sorted as the user wants, also the next time it is opened', () => {
  const rows = [row('Cem', null), row('Ann', null), row('Bob', null)];
  expect(list(rows)).toEqual(['Cem', 'Ann', 'Bob']);
  type(document.querySelector('select')!, 'name', 'change');
  expect(shown()).toEqual(['Ann', 'Bob', 'Cem']);
  act(() => render(null, document.body));
  expect(list(rows)).toEqual(['Ann', 'Bob', 'Cem']);
});

it('is summed up: every face, and everyone of whom nothing is read', () => {
  const rows = [
    row('Ann', ['happiness']),
    row('Room', ['happiness', 'neutral', null]),
    row('Off', ['anger'], 'off'),
    row('Still', null, 'still'),
  ];
  act(() => render(<CallSummary rows={rows} classes={KNOWN_CLASSES} />, document.body));
  const words = [...document.querySelectorAll('li')].map(({ textContent }) => textContent);
  expect(words).toEqual(['neutral 1', 'happy 2', 'unsure 1', 'not read 2']);
  const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')];
  expect(parts.map(({ style }) => style.flexGrow)).toEqual(['1', '2', '1', '2']);
});

it.each([
  ['Each is read 7.9 times a second.', 7.94, null, null],
  ['Each is read 3.1 times a second. Reading keeps to 20 % of a processor core.', 3.1, 0.2, null],
  ['Each is read 2 times a second. Reading keeps to 20 % of a processor core.', 2, 0.2, 'battery'],
  ['Each is read 2 times a second. Pictures come from the call page no faster.', 2, null, null],
  ['Each is read 4.9 times a second. Less often, as this machine runs on battery.', 4.9, null, 'battery'],
  ['Each is read 4 times a second. Less often, as the page is hidden.', 4, null, 'hidden'],
  ['Each is read 4.1 times a second. Less often, as hardly anything moves in the pictures.', 4.1, null, 'unchanged'],
  ['Each is read 7.2 times a second.', 7.2, null, 'unchanged'],
  ['Each is read 3 times a second. Less often, so that the call page stays smooth.', 3, null, 'page'],
  ['Each is read 3 times a second. Reading keeps to 70 % of a processor core.', 3, 0.7, 'unchanged'],
] as const)('says how often each is read, and why no more often: %s', (words, rate, keptTo, spares) => {
  act(() => render(<PaceLine rate={rate} keptTo={keptTo} spares={spares} rows={[row('Ann', null)]} />, document.body));
  expect(document.body.textContent?.replace(/\u00a0/g, ' ').trim()).toBe(words);
});
