import type { Fixture } from '../../scripts/call/page/fixture';
import { FIXTURES } from '../../scripts/call/page/fixtures';

/** What must be right on every site: the columns of the README's table, and what each test is called. */
export const BEHAVIOURS = {
  tile: 'each participant’s face is read once, and the badge stands in their tile',
  name: 'everyone is named as on the page, also after a new name',
  'own tile': 'the own camera is known',
  'camera off': 'a camera that goes off is read no longer than two seconds',
  'screen share': 'a shared screen is never read as a face',
  'layout change': 'everyone stays who they are through layouts, new elements and exchanged ones',
  rejoin: 'who leaves is gone, and who comes back is read',
  'several faces': 'faces in one tile are numbered from left to right',
} as const;

export type Behaviour = keyof typeof BEHAVIOURS;

/** The README's table, as the formatter leaves it. */
export function siteTable(): string {
  const behaviours = Object.keys(BEHAVIOURS);
  const titles = Object.values<Fixture>(FIXTURES).map(({ title }) => title);
  const wide = Math.max(...titles.map(({ length }) => length), 'site'.length);
  const row = (first: string, cells: readonly string[]) => `| ${[first.padEnd(wide), ...cells].join(' | ')} |`;
  return [
    row('site', behaviours),
    `| ${'-'.repeat(wide)} | ${behaviours.map(({ length }) => `:${'-'.repeat(length - 2)}:`).join(' | ')} |`,
    ...titles.map((title) =>
      row(
        title,
        behaviours.map(({ length }) => centred('✓', length)),
      ),
    ),
  ].join('\n');
}

function centred(text: string, width: number): string {
  const space = width - text.length;
  return ' '.repeat(Math.floor(space / 2)) + text + ' '.repeat(Math.ceil(space / 2));
}
