import { expect, it } from 'vitest';
import { stretchOf } from '../../scripts/driver/stretch';

const call = (tid: number, url: string, dur: number, tdur: number) => ({
  name: 'FunctionCall',
  pid: 1,
  tid,
  dur,
  tdur,
  args: { data: { url } },
});
const trace = (...traceEvents: object[]) => new TextEncoder().encode(JSON.stringify({ traceEvents }));
const isOurs = (url: string) => url === 'ours.js';

it('compares the clock with the core, over all calls on the thread of the script', () => {
  const events = [call(7, 'ours.js', 300, 200), call(7, 'page.js', 500, 200), call(8, 'page.js', 900, 100)];
  expect(stretchOf(trace(...events), isOurs)).toBe(2);
});

it('is never less than 1', () => {
  expect(stretchOf(trace(call(7, 'ours.js', 99, 100)), isOurs)).toBe(1);
});

it('does not pass over a trace without the script', () => {
  expect(() => stretchOf(trace(call(7, 'page.js', 100, 100)), isOurs)).toThrow(/no call of the script/);
});
