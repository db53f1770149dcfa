// @vitest-environment happy-dom

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CallReader } from '../../src/content/call-reader';
import { type PageSettings, type StartOrder, type ToEngine, UNASKED } from '../../src/messages';
import { DEFAULTS } from '../../src/settings';
import type { ScannedTile, Site } from '../../src/sites/site';
import { stubBrowser } from '../browser-api';

vi.mock('../../src/content/overlay/overlay', () => ({
  Overlay: class {
    showTiles() {}
  },
}));

const ORDER: StartOrder = { mode: 'people', pseudonyms: false, isFleeting: false, shortcut: '', succession: 'secret' };
const SETTINGS: PageSettings = { ...DEFAULTS, excluded: [{ key: null, name: 'Ada' }] };

let life: AbortController;
let said: ToEngine[];
/** Answers what the page asks of its settings. */
let answer: (settings: PageSettings | null) => void;

beforeEach(() => {
  life = new AbortController();
  said = [];
  const event = { addListener: () => {}, removeListener: () => {} };
  stubBrowser({
    runtime: {
      id: 'own',
      getURL: () => '',
      onMessage: event,
      sendMessage: () => new Promise((resolve) => (answer = resolve)),
      connect: () => ({
        onMessage: event,
        onDisconnect: event,
        disconnect: () => {},
        postMessage: (message: ToEngine) => said.push(message),
      }),
    },
  });
});
afterEach(() => life.abort());

function read(order: StartOrder) {
  const tiles = ['Ada', 'Bob'].map((name): ScannedTile => {
    const element = document.body.appendChild(document.createElement('div'));
    return { key: name, name, isSelf: false, kind: 'person', element, source: null };
  });
  const site = { id: 'x', label: 'X', isCall: () => true, scan: () => tiles } as unknown as Site;
  const unwanted = vi.fn();
  const endings = { gone: () => {}, ended: () => {}, unwanted, succeeded: new AbortController().signal };
  return { reader: new CallReader(site, order, endings, life.signal), unwanted };
}

/** As far as it comes without the worker's answer. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

it('reads at once where the start says what was chosen, without who is left out', async () => {
  read({ ...ORDER, settings: SETTINGS });
  await vi.waitFor(() => expect(said.map(({ type }) => type)).toEqual(['hello', 'participants', 'frames']));
  expect(said[1]).toMatchObject({
    participants: [
      { name: 'Ada', excluded: true },
      { name: 'Bob', camera: 'off' },
    ],
  });
  expect(said[2]).toMatchObject({ tick: UNASKED });
});

it('opens no port where it does not know what was chosen, until the worker has said so', async () => {
  read(ORDER);
  await settled();
  expect(said).toEqual([]);
  answer(SETTINGS);
  await vi.waitFor(() => expect(said.map(({ type }) => type)).toEqual(['hello', 'participants', 'frames']));
});

it('asks all the same, and ends where the user wants it no more by then', async () => {
  const { unwanted } = read({ ...ORDER, settings: SETTINGS });
  await settled();
  expect(unwanted).not.toHaveBeenCalled();
  answer(null);
  await vi.waitFor(() => expect(unwanted).toHaveBeenCalledWith(true));
});
