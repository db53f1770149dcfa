// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { Ready } from '../../src/popup/page-views';

// Loads in an extension only.

afterEach(() => render(null, document.body));

function words(others: number, own: number): string {
  const probe = {
    siteId: 'meet',
    siteLabel: 'Meet',
    tiles: others + own,
    others,
    reading: null,
    changed: false,
    problem: null,
  };
  render(<Ready probe={probe} preferred="people" onStart={() => undefined} />, document.body);
  return document.body.textContent ?? '';
}

it.each([
  [0, 1, 'Meet: only you on screen', 'Tell whoever joins.'],
  [0, 2, 'Meet: only you on screen', 'Tell whoever joins.'],
  [1, 0, 'Meet: one person on screen', 'Have you told them?'],
  [1, 1, 'Meet: you and one person on screen', 'Have you told them?'],
  [2, 1, 'Meet: you and 2 people on screen', 'Have you told them?'],
  [5, 0, 'Meet: 5 people on screen', 'Have you told them?'],
])('says who is on screen, %i others and %i own tiles', (others, own, title, asked) => {
  const text = words(others, own);
  expect(text).toContain(title);
  expect(text).toContain(asked);
});
