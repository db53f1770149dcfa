import { expect, it } from 'vitest';
import { ParticipantList } from '../../src/content/participant-list';
import type { LiveTile } from '../../src/content/tiles';

const tile = (id: string) => ({ id, name: id, named: true, isSelf: false }) as LiveTile;
const on = () => 'on' as const;
const seen = (attendance: ParticipantList, ids: string[], now: number) =>
  attendance.list(ids.map(tile), on, now).map(({ id, camera }) => `${id} ${camera}`);

it('keeps someone whose tile goes for a moment, with the camera off, and lets them go after a second', () => {
  const attendance = new ParticipantList();
  expect(seen(attendance, ['a', 'b'], 0)).toEqual(['a on', 'b on']);
  expect(seen(attendance, ['a'], 300)).toEqual(['a on', 'b off']);
  expect(seen(attendance, ['a', 'b'], 600)).toEqual(['a on', 'b on']);
  expect(seen(attendance, ['a'], 1700)).toEqual(['a on']);
});

it('passes on what is known of the camera', () => {
  const list = new ParticipantList().list([tile('a'), tile('b')], (id) => (id === 'a' ? 'still' : 'busy'), 0);
  expect(list.map(({ camera }) => camera)).toEqual(['still', 'busy']);
});

it('knows news from what was told before', () => {
  const attendance = new ParticipantList();
  const list = attendance.list([tile('a')], on, 0);
  expect(attendance.hasChanged(list)).toBe(true);
  expect(attendance.hasChanged(attendance.list([tile('a')], on, 100))).toBe(false);
  expect(attendance.hasChanged(attendance.list([tile('a')], () => 'off', 200))).toBe(true);
});
