import { expect, it } from 'vitest';
import { PEOPLE } from '../../scripts/faces/people';
import { listen } from '../../scripts/faces/reading';

const SECONDS = 10;

it('keeps the expression of people who talk, neutral or smiling', async () => {
  const people = PEOPLE.map(({ name }) => name);
  const heard = await listen(people, ['neutral', 'happiness'], { seconds: SECONDS, perSecond: 3 });
  for (const [shown, least] of [
    ['neutral', 0.95],
    ['happiness', 0.9],
  ] as const) {
    const theirs = heard.filter((one) => one.shown === shown);
    const held = theirs.reduce((sum, one) => sum + one.held, 0);
    expect(held, JSON.stringify(theirs)).toBeGreaterThanOrEqual(least * SECONDS * people.length);
    // One of them, Ravi Menon, lies between neutral and sad at rest: of a minute and a half he holds nine tenths.
    const steady = theirs.filter(({ changes }) => changes <= 1);
    expect(steady.length, JSON.stringify(theirs)).toBeGreaterThanOrEqual(people.length - 1);
  }
}, 240_000);
