// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { findNames } from '../../src/sites/generic/names';

const LEVELS = 4;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A tile's names and initials, as many as are looked at, on every level around its video; where one tile has the one, the next has the other. */
function tile(odd: number) {
  const video = document.createElement('video');
  let inner: HTMLElement = video;
  const own: HTMLElement[] = [];
  for (let level = 0; level < LEVELS; level++) {
    const around = document.createElement('div');
    around.append(inner);
    for (let i = 0; i < 390; i++) {
      const text = document.createElement('div');
      const [a, b] = [LETTERS[i % 26]!, LETTERS[(i * 7) % 26]!];
      text.textContent =
        (i + odd) % 2 === 0 ? a + b : `${a.toUpperCase()}da ${'Van '.repeat(8)}${b.toUpperCase()}er${a}${b}`;
      around.append(text);
    }
    own.push(around);
    inner = around;
  }
  document.body.append(inner);
  return { video, own, track: null, on: true };
}

it('takes no longer than two seconds of processor time for the hundreds of texts of each tile', () => {
  const families = [0, 1, 0, 1].map(tile);
  const began = process.cpuUsage();
  findNames(families, 0);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1e6).toBeLessThan(2);
});

it.each([
  ['CA', 'Cem Aydin'],
  ['ce', 'Cem Aydin'],
  ['C', 'Cem Aydin'],
  ['AM', 'Ana Maria Lopes'],
  ['al', 'Ana Maria Lopes'],
  ['İ', 'İlkay'],
])('takes %s beside %s for what an avatar shows', (letters, name) => {
  const [video, own] = [document.createElement('video'), document.createElement('div')];
  own.innerHTML = `<div class="a">${letters}</div><div class="b">${name}</div>`;
  own.prepend(video);
  const [found] = findNames([{ video, own: [own], track: null, on: true }], 0);
  expect(found?.name).toBe(name);
});
