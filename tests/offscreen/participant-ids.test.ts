import { expect, it } from 'vitest';
import { CallIds } from '../../src/offscreen/participant-ids';

it('names somebody for their page, the session and the engine', () => {
  const ids = new CallIds('call');
  expect(ids.of('page', 'p1')).toEqual({ page: 'p1', session: 'p1', engine: 'call p1' });
  expect(ids.of('iframe', 'p1')).toEqual({ page: 'p1', session: '2/p1', engine: 'call 2/p1' });
});

it("does not take a reloaded page's first participant for the one before, and gives a page that reconnects its ids back", () => {
  const ids = new CallIds('call');
  const sessions = ['page', 'reloaded page', 'page'].map((document) => ids.of(document, '1').session);
  expect(sessions).toEqual(['1', '2/1', '1']);
});

it('goes on after a break with the documents that there were', () => {
  const before = new CallIds('call');
  for (const document of ['a', 'b']) before.of(document, '1');
  const after = new CallIds('another', before.documents);
  expect(['b', 'c'].map((document) => after.of(document, '1').session)).toEqual(['2/1', '3/1']);
});

it('finds the page’s name again, whatever the page calls people', () => {
  const ids = new CallIds('call');
  for (const document of ['a', 'b', 'c'])
    for (const page of ['p1', '2/p1', ' ', 'x/y'])
      expect(ids.page(document, ids.of(document, page).session)).toBe(page);
});
