import { expect, it } from 'vitest';
import { Attendance } from '../../src/content/attendance';
import type { LiveTile } from '../../src/content/tiles';

const tile = (id: string) => ({ id, name: id, named: true, isSelf: false }) as LiveTile;
const on = () => 'on' as const;
const seen = (attendance: Attendance, ids: string[], now: number) =>
  attendance.list(ids.map(tile), on, now).map(({ id, camera }) => `${id} ${camera}`);

it('keeps someone whose tile goes for a moment, with the camera off, and lets them go after a second', () => {
  const attendance = new Attendance();
  expect(seen(attendance, ['a', 'b'], 0)).toEqual(['a on', 'b on']);
  expect(seen(attendance, ['a'], 300)).toEqual(['a on', 'b off']);
  expect(seen(attendance, ['a', 'b'], 600)).toEqual(['a on', 'b on']);
  expect(seen(attendance, ['a'], 1700)).toEqual(['a on']);
});

it('passes on what is known of the camera', () => {
  const list = new Attendance().list([tile('a'), tile('b')], (id) => (id === 'a' ? 'still' : 'busy'), 0);
  expect(list.map(({ camera }) => camera)).toEqual(['still', 'busy']);
});

it('knows news from what was told before', () => {
  const attendance = new Attendance();
  const list = attendance.list([tile('a')], on, 0);
  expect(attendance.isNews(list)).toBe(true);
  expect(attendance.isNews(attendance.list([tile('a')], on, 100))).toBe(false);
  expect(attendance.isNews(attendance.list([tile('a')], () => 'off', 200))).toBe(true);
});
