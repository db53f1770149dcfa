import type { SeatView } from '../../../scripts/call/page/call';
import { t } from '../../../src/i18n/t';

/** What is wrong with the badges in the page at this moment: a sentence each. */
export function badgeFaults(overlay: ParentNode | null, seats: readonly SeatView[]): string[] {
  const badges = [...(overlay?.querySelectorAll<HTMLElement>('.tile') ?? [])].filter((node) => !node.hidden).map(read);
  const faults: string[] = [];
  if (badges.length !== seats.length) faults.push(`${badges.length} badges for ${seats.length} people`);
  for (const { participant, person } of seats) {
    const place = person.element.getBoundingClientRect();
    const here = badges.filter(({ middle }) => contains(place, middle)).map(({ title }) => title);
    const wanted = titleFor(participant);
    if (!here.some((title) => wanted.test(title))) {
      faults.push(`${participant.name}’s tile says "${here.join(' / ')}" instead of ${wanted}`);
    }
  }
  return faults;
}

function titleFor(participant: SeatView['participant']): RegExp {
  if (!participant.cameraOn) return /^The camera is off/;
  return new RegExp(`^${t(`appears_${participant.expression ?? 'neutral'}`)}$`);
}

function read(tile: HTMLElement): { title: string; middle: { x: number; y: number } } {
  const { x, y, width, height } = tile.getBoundingClientRect();
  const badge = tile.querySelector<HTMLElement>('.badge:not([hidden])');
  return { title: badge?.title ?? '', middle: { x: x + width / 2, y: y + height / 2 } };
}

function contains({ left, right, top, bottom }: DOMRect, { x, y }: { x: number; y: number }): boolean {
  return x > left && x < right && y > top && y < bottom;
}
