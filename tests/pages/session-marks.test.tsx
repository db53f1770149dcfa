// @vitest-environment happy-dom
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { SessionMarks } from '../../src/options/sessions/session-marks';
import type { Mark } from '../../src/session/marks';

const written = vi.hoisted(() => [] as string[]);
vi.mock('../../src/options/sessions/with-store', () => ({
  withStore: async (work: (store: object) => Promise<void>) =>
    work({
      setMark: async ({ time, word }: Mark) => void written.push(`set ${time} ${word}`),
      removeMark: async ({ time }: Mark) => void written.push(`removed ${time}`),
    }),
}));

function Marks() {
  const [marks, setMarks] = useState<readonly Mark[]>([
    { session: 's', time: 5000, word: 'joke' },
    { session: 's', time: 9000, word: 'pause' },
  ]);
  const props = { session: 's', start: 0, at: 0, onAt: () => {}, onProblem: () => {} };
  return <SessionMarks {...props} marks={marks} onMarks={setMarks} />;
}
const words = () => [...document.querySelectorAll('input')].map(({ value }) => value);
const press = (name: string) => act(async () => document.querySelector<HTMLElement>(name)?.click());

it('takes back a mark that was removed, with its word', async () => {
  await act(async () => render(<Marks />, document.body));
  await press('[aria-label="Remove the mark at 0:05"]');
  expect(words()).toEqual(['pause']);
  expect(document.querySelector('.undo')?.textContent).toContain('The mark at 0:05 was removed.');
  await press('.undo button');
  expect(words()).toEqual(['joke', 'pause']);
  expect(document.querySelector('.undo')).toBeNull();
  expect(written).toEqual(['removed 5000', 'set 5000 joke']);
});
