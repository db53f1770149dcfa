import { expect, it } from 'vitest';
import { shareOf } from '../../scripts/driver/cpu-profile';

const node = (id: number, parent: number | undefined, functionName: string, url = '') => ({
  id,
  ...(parent === undefined ? {} : { parent }),
  callFrame: { functionName, url },
});
const chunk = (id: string, nodes: object[], samples: number[], timeDeltas: number[]) => ({
  name: 'ProfileChunk',
  id,
  pid: 1,
  args: { data: { cpuProfile: { nodes, samples }, timeDeltas } },
});
const trace = (...traceEvents: object[]) => new TextEncoder().encode(JSON.stringify({ traceEvents }));
const isOurs = (url: string) => url === 'ours.js';

it('counts a script with what it makes the browser do, over all chunks of a thread', () => {
  const { share, functions } = shareOf(
    trace(
      chunk(
        '0x1',
        [node(1, undefined, '(root)'), node(2, 1, '(idle)'), node(3, 1, 'scan', 'ours.js')],
        [2, 3],
        [600, 100],
      ),
      chunk('0x1', [node(4, 3, 'getBoundingClientRect'), node(5, 1, 'draw', 'page.js')], [4, 5], [100, 200]),
    ),
    isOurs,
  );
  expect(share).toBeCloseTo(0.2);
  expect(functions.find(({ name }) => name === 'scan')).toMatchObject({ total: 0.2, self: 0.1 });
  expect(functions.find(({ name }) => name === 'draw')).toBeUndefined();
});

it('keeps threads apart', () => {
  const root = node(1, undefined, '(root)');
  const busy = chunk('0x1', [root, node(2, 1, 'f', 'ours.js')], [1, 2], [50, 50]);
  const other = chunk('0x2', [root, node(2, 1, 'g', 'page.js')], [1, 2], [50, 50]);
  expect(shareOf(trace(other, busy), isOurs).share).toBeCloseTo(0.5);
});

it('does not pass over a trace without samples', () => {
  expect(() => shareOf(trace({ name: 'other', pid: 1 }), isOurs)).toThrow(/no samples/);
});
