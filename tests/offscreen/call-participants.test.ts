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
    const people = new CallParticipants();
    people.setParticipants('page', [person('1'), person('2')]);
    people.keep(reading('1', 100));
    people.keep(reading('1', 200));
    expect(people.rows(2199).map((row) => [row.participant.id, row.reading?.time])).toEqual([
      ['1', 200],
      ['2', undefined],
    ]);
    expect(people.rows(2200)[0]?.reading).toBeNull();
  });

  it.each([
    ['leaves', []],
    ['switches the camera off', [person('1', 'off')]],
    ['has a picture that stands still', [person('1', 'still')]],
    ['cannot be followed by a busy machine', [person('1', 'busy')]],
  ])('drops the reading of someone who %s, and takes no late one', (_, list) => {
    const people = new CallParticipants();
    people.setParticipants('page', [person('1')]);
    people.keep(reading('1'));
    expect(people.setParticipants('page', list)).toEqual(['1']);
    expect(people.keep(reading('1', 10))).toBe(false);
    expect(people.rows(10).map((row) => row.reading)).toEqual(list.map(() => null));
  });

  it('takes readings again when the camera comes back, and not the old one', () => {
    const people = new CallParticipants();
    people.setParticipants('page', [person('1')]);
    people.keep(reading('1'));
    people.setParticipants('page', [person('1', 'off')]);
    people.setParticipants('page', [person('1')]);
    expect(people.rows(10)[0]?.reading).toBeNull();
    expect(people.keep(reading('1', 10))).toBe(true);
  });

  it('keeps apart participants of two frames of a tab', () => {
    const people = new CallParticipants();
    people.setParticipants('top', [person('1')]);
    people.setParticipants('iframe', [person('2/1')]);
    people.keep(reading('2/1', 5));
    expect(people.rows(6).map((row) => row.reading?.time)).toEqual([undefined, 5]);
    expect(people.remove('top')).toEqual(['1']);
    expect(people.participants.map(({ id }) => id)).toEqual(['2/1']);
  });
});
