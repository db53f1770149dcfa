import { membersOf } from '../members';
import type { Family } from './families';
import { hintOf, TELLS_NAME } from './markup';
import { contentOf, type Run } from './runs';

/** A text in or beside a tile that may be its name. */
export interface Text {
  readonly text: string;
  /** How much speaks for a name, 0 most: said to be one · said to be a label · plain · a description · of a part of the tile. */
  readonly rank: 0 | 1 | 2 | 3 | 4;
  /** The page says "this is the name" of nothing else here: it is one, whatever it looks like. */
  readonly certain: boolean;
  /** In a control, which says what it does, or whose menu it opens. */
  readonly inControl: boolean;
  /** Texts of several tiles with the same slot stand in the same place of each. */
  readonly slot: string;
  /** Ancestors between the video and it: 0 is the video itself, 1 its parent. */
  readonly level: number;
}

type Draft = Omit<Text, 'slot'> & { readonly place: string };

/** Not "data-icon-name" or "data-hostname"; and a bare "data-name" may be a thing's. */
const ATTRIBUTES: readonly (readonly [RegExp, Text['rank']])[] = [
  [/^data-(?:.*-)?(?:user|participant|peer|member|attendee|display|full|nick)-?name$/, 0],
  [/^data-name$/, 1],
  [/^(?:aria-label|title)$/, 3],
];
/** A name may stand this far beside its video, as a share of the video's width. */
const BESIDE = 0.25;
/** Of a text that nobody says to be a name. */
const LONGEST = 100;

/** Nearest first. */
export function textsOf({ video, own }: Family, beside: readonly Element[]): Text[] {
  const found = described(video, 0);
  own.forEach((ancestor, i) => {
    found.push(...inside(ancestor, own[i - 1] ?? video, video, i + 1), ...described(ancestor, i + 1));
  });
  for (const element of beside) found.push(...inside(element, null, video, 1, hintOf(element)));
  return numbered(found);
}

function inside(
  root: Element,
  except: Element | null,
  video: Element,
  level: number,
  hint = null as 'name' | 'label' | null,
): Draft[] {
  const { runs, elements } = contentOf(root, except);
  const texts = runs
    .filter((run) => (isSole(run, runs) || run.text.trim().length <= LONGEST) && isNear(run.at, video))
    .map((run): Draft => {
      const said = run.hint?.says ?? hint;
      const rank = said === 'name' && isHead(run, runs) ? 0 : run.control !== 'none' ? 4 : said === 'label' ? 1 : 2;
      return {
        text: run.text.trim(),
        rank,
        certain: rank === 0 && isSole(run, runs),
        inControl: run.control === 'button',
        place: placeOf(run.holder),
        level,
      };
    });
  return [...texts, ...parts(elements, level)];
}

/** What stands beside a name in the element that holds it, as a state does, is none. */
function isHead(run: Run, runs: readonly Run[]): boolean {
  const { hint } = run;
  return !hint || hint.depth === 0 || !runs.some((other) => other.hint?.by === hint.by && other.hint.depth === 0);
}

function isSole(run: Run, runs: readonly Run[]): boolean {
  const { hint } = run;
  if (hint?.says !== 'name' || run.control === 'button') return false;
  const rivals = runs.filter((other) => other !== run && other.hint?.by === hint.by);
  return hint.depth === 0 ? rivals.every((other) => other.hint!.depth > 0) : rivals.length === 0;
}

/** Above, below or on the video; of a text that is hidden there is no place to judge by. */
function isNear(text: Node, video: Element): boolean {
  const range = membersOf(document).createRange();
  range.selectNodeContents(text);
  const { left, right, width } = range.getBoundingClientRect();
  const place = video.getBoundingClientRect();
  const slack = place.width * BESIDE;
  return width === 0 || place.width === 0 || (left < place.right + slack && right > place.left - slack);
}

/** Names that attributes of the tile's parts hold, and what describes them: titles, and the alternatives of portraits. */
function parts(elements: readonly Element[], level: number): Draft[] {
  return elements.flatMap((element) =>
    [...membersOf(element).attributes].flatMap(({ name, value }): Draft[] => {
      const known = name === 'alt' ? 4 : ATTRIBUTES.find(([attribute]) => attribute.test(name))?.[1];
      const text = value.trim();
      if (known === undefined || text === '' || text.length > LONGEST || TELLS_NAME.test(text)) return [];
      const rank = known === 3 ? (hintOf(element) === 'name' ? 0 : 4) : known;
      return [{ text, rank, certain: false, inControl: false, place: `@${name}:${placeOf(element)}`, level }];
    }),
  );
}

function described(element: Element, level: number): Draft[] {
  return [...membersOf(element).attributes].flatMap(({ name, value }) => {
    const rank = ATTRIBUTES.find(([attribute]) => attribute.test(name))?.[1];
    const text = value.trim();
    const certain = rank === 0;
    return rank !== undefined && text && (certain || text.length <= LONGEST)
      ? [{ text, rank, certain, inControl: false, place: `@${name}`, level }]
      : [];
  });
}

/** Ids differ per tile, so they are no part of a place. */
function placeOf(element: Element): string {
  return `${membersOf(element).localName}.${membersOf(element).getAttribute('class') ?? ''}`;
}

/** The second of two alike is another place than the first. */
function numbered(drafts: readonly Draft[]): Text[] {
  const counts = new Map<string, number>();
  return drafts.map(({ place, ...text }) => {
    const count = counts.get(place) ?? 0;
    counts.set(place, count + 1);
    return { ...text, slot: `${place}#${count}` };
  });
}
