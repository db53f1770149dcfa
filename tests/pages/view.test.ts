import { describe, expect, it } from 'vitest';
import type { CallProbe, CallSnapshot } from '../../src/messages';
import { type Known, viewOf } from '../../src/popup/view';

const PROBE: CallProbe = {
  siteId: 'meet',
  siteLabel: 'Google Meet',
  tiles: 3,
  others: 2,
  reading: null,
  changed: false,
  problem: null,
};
const SNAPSHOT: CallSnapshot = {
  sessionId: 's',
  siteLabel: 'Google Meet',
  mode: 'people',
  startedAt: 0,
  engine: { state: 'loading', step: 'engine' },
  rate: 0,
  keptTo: null,
  spares: null,
  rows: [],
};
const CALL: Known = { hasAgreed: true, access: { is: 'allowed' }, probe: PROBE, snapshot: null, starting: false };
const ELSEWHERE = { is: 'possible', host: 'a.example', pattern: 'https://a.example/*' } as const;

describe('what the popup shows', () => {
  it.each<[string, Partial<Known>, string]>([
    ['nothing before the settings are read', { hasAgreed: undefined }, 'waiting'],
    ['the first page, whatever else there is', { hasAgreed: false, snapshot: SNAPSHOT }, 'welcome'],
    ['readings', { snapshot: SNAPSHOT }, 'reading'],
    ['readings also where the page does not answer just now', { snapshot: SNAPSHOT, probe: null }, 'reading'],
    ['Start where there are people', {}, 'ready'],
    ['that there is no call where there are none', { probe: { ...PROBE, tiles: 0 } }, 'no call'],
    ['that it starts, once Start was pressed', { starting: true }, 'starting'],
    [
      'that it starts, where the page reads and the engine is not up',
      { probe: { ...PROBE, reading: 'people' } },
      'starting',
    ],
    [
      'that it waits for people, where it reads and no one is there',
      { probe: { ...PROBE, tiles: 0, reading: 'people' } },
      'nobody',
    ],
    [
      'that it waits for people, where it reads an audience and no other is there',
      { probe: { ...PROBE, tiles: 1, others: 0, reading: 'audience' } },
      'nobody',
    ],
    [
      'that it waits for the own camera, where it mirrors and there is none',
      { probe: { ...PROBE, tiles: 2, others: 2, reading: 'mirror' } },
      'nobody',
    ],
    [
      'that it starts, where it mirrors and the own camera is there',
      { probe: { ...PROBE, tiles: 1, others: 0, reading: 'mirror' } },
      'starting',
    ],
    ['nothing while the page is asked', { probe: undefined }, 'waiting'],
    ['nothing while the address is asked', { probe: null, access: undefined }, 'waiting'],
    ['to reload a page of a known site that does not answer', { probe: null }, 'reload'],
    ['to enable another site', { probe: null, access: ELSEWHERE }, 'enable'],
    ['that a page of the browser cannot be read', { probe: null, access: { is: 'impossible' } }, 'impossible'],
    ['Start where the content script answers, whatever the permissions say', { access: ELSEWHERE }, 'ready'],
  ])('shows %s', (_, change, view) => {
    expect(viewOf({ ...CALL, ...change }).is).toBe(view);
  });

  it('names what to ask for', () => {
    expect(viewOf({ ...CALL, probe: null, access: ELSEWHERE })).toEqual({ ...ELSEWHERE, is: 'enable' });
  });
});
