import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const OWN = 'chrome-extension://own/';
let tabOfPage: (sender: never) => number | undefined;

beforeAll(async () => {
  vi.stubGlobal('chrome', { runtime: { id: 'own', getURL: (path: string) => OWN + path } });
  ({ tabOfPage } = await import('../../src/bridge/requests'));
});
afterAll(() => vi.unstubAllGlobals());

it('names the tab of a page’s script, and none of the extension’s own pages', () => {
  const tab = { id: 7 };
  const told = (sender: object) => tabOfPage({ id: 'own', ...sender } as never);
  expect(told({ tab, url: 'https://meet.google.com/abc-defg-hij' })).toBe(7);
  // The popup, as a popup and in a tab of its own: it may name another.
  expect(told({ url: `${OWN}src/popup/index.html` })).toBeUndefined();
  expect(told({ tab, url: `${OWN}src/popup/index.html` })).toBeUndefined();
  expect(told({ id: 'stranger', tab, url: 'https://meet.google.com/' })).toBeUndefined();
});
