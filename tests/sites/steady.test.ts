import { describe, expect, it } from 'vitest';
import { Steadiness } from '../../src/sites/steady';

/** What is told of a text that says one thing after the other, each for so many milliseconds, looked at every quarter second. */
function told(says: readonly (readonly [string, number])[]): (string | null)[] {
  const steadiness = new Steadiness();
  const track = {};
  let now = 5000;
  return says.map(([text, milliseconds]) => {
    let name: string | null = null;
    for (const end = now + milliseconds; now < end; now += 250)
      name = steadiness.isRestless(track, 'p', text, now) ? null : text;
    return name;
  });
}

describe('a text of a track', () => {
  it('is no name when it changes every second, whatever it says', () => {
    const rates = Array.from({ length: 12 }, (_, i) => [`Level ${i}`, 1000] as const);
    expect(told(rates).slice(4)).toEqual(Array(8).fill(null));
  });

  it('is none when it changes every few seconds', () => {
    const moods = Array.from({ length: 16 }, (_, i) => [`Mood ${i}`, 4000] as const);
    expect(told(moods).slice(6)).toEqual(Array(10).fill(null));
  });

  it('is one again when it stays', () => {
    const typing = [...'Anna'].map((_, i) => ['Anna'.slice(0, i + 1), 500] as const);
    expect(told([...typing, ['Anna', 20_000]]).at(-1)).toBe('Anna');
  });

  it('may be changed by hand, now and then', () => {
    expect(
      told([
        ['Ann', 9000],
        ['Ann L', 9000],
        ['Ann Lee', 30_000],
        ['Ann', 30_000],
      ]),
    ).toEqual(['Ann', 'Ann L', 'Ann Lee', 'Ann']);
  });

  it('says nothing of another track or place', () => {
    const steadiness = new Steadiness();
    const [one, other] = [{}, {}];
    for (let i = 0; i < 9; i++) steadiness.isRestless(one, 'p', `Level ${i}`, i * 500);
    expect(steadiness.isRestless(one, 'p', 'Level 9', 4500)).toBe(true);
    expect(steadiness.isRestless(other, 'p', 'Level 9', 4500)).toBe(false);
    expect(steadiness.isRestless(one, 'q', 'Cem', 4500)).toBe(false);
  });
});
