import { describe, expect, it } from 'vitest';
import type { TileReading } from '../../src/engine/types';
import type { Participant } from '../../src/messages';
import { CallParticipants } from '../../src/offscreen/call-participants';

const person = (id: string, camera: Participant['camera'] = 'on'): Participant => ({
  id,
  name: `Name of ${id}`,
  named: true,
  isSelf: false,
  camera,
});

const reading = (participantId: string, time = 0): TileReading => ({ participantId, time, faces: [] });

describe('CallParticipants', () => {
  it('shows everyone with their last reading while it is fresh', () => {
    const roll = new CallParticipants();
    roll.setParticipants('page', [person('1'), person('2')]);
    roll.keep(reading('1', 100));
    roll.keep(reading('1', 200));
    expect(roll.rows(2199).map((row) => [row.participant.id, row.reading?.time])).toEqual([
      ['1', 200],
      ['2', undefined],
    ]);
    expect(roll.rows(2200)[0]?.reading).toBeNull();
  });

  it.each([
    ['leaves', []],
    ['switches the camera off', [person('1', 'off')]],
    ['has a picture that stands still', [person('1', 'still')]],
    ['cannot be followed by a busy machine', [person('1', 'busy')]],
  ])('drops the reading of someone who %s, and takes no late one', (_, list) => {
    const roll = new CallParticipants();
    roll.setParticipants('page', [person('1')]);
    roll.keep(reading('1'));
    expect(roll.setParticipants('page', list)).toEqual(['1']);
    expect(roll.keep(reading('1', 10))).toBe(false);
    expect(roll.rows(10).map((row) => row.reading)).toEqual(list.map(() => null));
  });

  it('takes readings again when the camera comes back, and not the old one', () => {
    const roll = new CallParticipants();
    roll.setParticipants('page', [person('1')]);
    roll.keep(reading('1'));
    roll.setParticipants('page', [person('1', 'off')]);
    roll.setParticipants('page', [person('1')]);
    expect(roll.rows(10)[0]?.reading).toBeNull();
    expect(roll.keep(reading('1', 10))).toBe(true);
  });

  it("does not take a reloaded page's first participant for the one before", () => {
    const roll = new CallParticipants();
    roll.setParticipants('page', [person('1')]);
    roll.keep(reading('1'));
    roll.remove('page');
    roll.setParticipants('reloaded page', [person('1')]);
    expect(roll.rows(0)).toEqual([{ participant: { ...person('1'), id: '2/1' }, reading: null }]);
  });

  it('gives a page that reconnects its ids back', () => {
    const roll = new CallParticipants();
    roll.setParticipants('page', [person('1')]);
    roll.remove('page');
    roll.setParticipants('page', [person('1')]);
    expect(roll.participants.map(({ id }) => id)).toEqual(['1']);
  });

  it('keeps apart participants of two frames of a tab', () => {
    const roll = new CallParticipants();
    roll.setParticipants('top', [person('1')]);
    roll.setParticipants('iframe', [person('1')]);
    roll.keep(reading(roll.sessionId('iframe', '1'), 5));
    expect(roll.rows(6).map((row) => row.reading?.time)).toEqual([undefined, 5]);
  });
});
