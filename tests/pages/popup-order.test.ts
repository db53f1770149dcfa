import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/expressions';
import { changedAt, inOrder, named, type Row } from '../../src/popup/order';

function row(name: string, history: Row['history'] = []): Row {
  return {
    participant: { id: name, name, named: true, isSelf: false, camera: 'on' },
    reading: null,
    history,
    isKept: true,
  };
}
const names = (rows: readonly Row[]) => rows.map(({ participant }) => participant.name);
const moment = (expression: Expression | null) => ({ expression, confidence: 0.8 });

describe('the list of people', () => {
  const ROWS = ['Zoë', 'Ödön', 'Participant 10', 'anna', 'Participant 9', 'Åke'].map((name) => row(name));

  it('stands as they sit, or by name as the language sorts', () => {
    expect(inOrder(ROWS, 'seats', 'en')).toBe(ROWS);
    const sorted = ['Åke', 'anna', 'Ödön', 'Participant 9', 'Participant 10', 'Zoë'];
    expect(names(inOrder(ROWS, 'name', 'de'))).toEqual(sorted);
    expect(names(inOrder(ROWS, 'name', 'sv')).slice(-2)).toEqual(['Åke', 'Ödön']);
  });

  it('or by who changed last; who never did stays where they sit', () => {
    const happy = moment('happiness');
    const rows = [
      row('never', [happy, happy, happy, happy]),
      row('early', [null, happy, moment(null), moment(null)]),
      row('away', [null, null, null, null]),
      row('late', [happy, null, null, moment('sadness')]),
    ];
    expect(names(inOrder(rows, 'change', 'en'))).toEqual(['late', 'early', 'never', 'away']);
  });

  it('takes no gap for a change', () => {
    expect(changedAt([moment('fear'), null, moment('fear')])).toBe(-1);
    expect(changedAt([moment('anger'), moment('fear'), null, moment('fear')])).toBe(1);
  });

  it.each([
    ['ODON', ['Ödön']],
    [' ake ', ['Åke']],
    ['participant 1', ['Participant 10']],
    ['xyz', []],
  ])('finds by a part of the name: %s', (typed, found) => {
    expect(names(named(ROWS, typed))).toEqual(found);
  });

  it('finds all of nothing', () => {
    expect(named(ROWS, '  ')).toBe(ROWS);
  });
});
