import { describe, expect, it } from 'vitest';
import type { CsvRow } from '../../scripts/driver/session-csv';
import { lostOf } from '../../scripts/soak/lost-seconds';

const START = Date.UTC(2026, 10, 27);
const at = (second: number) => START + 1000 * second;

/** One row a letter: r read, a camera on and nothing read, o camera off, - none at all. */
const session = (states: string): CsvRow[] =>
  [...states].flatMap((state, second) =>
    state === '-'
      ? []
      : {
          name: 'Ada',
          time_utc: new Date(at(second)).toISOString(),
          face: state === 'r' ? '1' : '',
          camera_state: state === 'o' ? 'off' : 'on',
        },
  );
const look = (second: number, words: string, busy = 0.5) => ({ time: at(second) + 400, words: { Ada: words }, busy });

describe('lost seconds', () => {
  it('are those between the first reading and the last, and the longest stretch of them', () => {
    expect(lostOf('Ada', session('aaraaarar-ra'), [], [])).toMatchObject({ seconds: 5, longest: 3 });
  });

  it('are none where each was read, and none of somebody who never was', () => {
    expect(lostOf('Ada', session('rrr'), [], [])).toMatchObject({ seconds: 0, reasons: {} });
    expect(lostOf('Ben', session('rrr'), [], [])).toMatchObject({ seconds: 0, longest: 0 });
  });

  it('are the camera’s where it gave nothing', () => {
    expect(lostOf('Ada', session('roor'), [look(1, 'appears happy', 1)], []).reasons).toEqual({ 'camera off': 2 });
  });

  it('are a fault’s as long as it is injected, whatever else was seen', () => {
    const fault = { from: at(1) + 900, to: at(3) + 10, what: 'fault: engine' };
    const { reasons } = lostOf('Ada', session('raoaar'), [look(1, 'no face found'), look(4, 'no face found')], [fault]);
    expect(reasons).toEqual({ 'fault: engine': 3, 'no face found': 1 });
  });

  it('are what the popup said, and say where the machine had no time left', () => {
    const looks = [look(1, 'no face found'), look(3, 'appears happy', 0.99), look(5, 'unsure: blurred')];
    expect(lostOf('Ada', session('rararara-r'), looks, []).reasons).toEqual({
      'no face found': 1,
      'read less than once a second, machine full': 1,
      'read less than once a second': 1,
      'not looked at': 2,
    });
  });
});
