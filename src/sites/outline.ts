import { membersOf } from './members';
import { parentOf, shadowOf } from './shadow';
import type { ScannedTile } from './site';
import { liveTrack, originOf } from './video';
import { isShown } from './visible';

/** Tiles, levels of nesting and lines per tile that tell enough of a page. */
const MOST = { tiles: 3, levels: 14, lines: 80 };
/** Ancestors that a tile has to itself at most. */
const LEVELS_UP = 6;
/** Attributes whose values say what an element is, on the sites we know. Of every other one, only the name is told. */
const TELLING = ['class', 'jsname', 'role', 'data-layout', 'data-stream-type', 'data-cid'];
/** Attributes that people's names stand in. */
const SPOKEN = /^(?:aria-label|alt|title|data-tid|data-.*name.*)$/;
const PLAIN = /^[A-Za-z][\w:-]{0,39}$/;
const LIKE_AN_ID = /\d{3}/;

/**
 * How a page's tiles are built, for a bug report: tag names, attribute names, and values that several tiles share. No text,
 * no name, no id of a person, no address.
 */
export function outlineTiles(tiles: readonly ScannedTile[]): string {
  const elements = tiles.map(({ source, element }) => source ?? element);
  const roots = [...new Set(elements.map((element) => rootOf(element, elements)))];
  const safe = new SafeWords(
    roots,
    tiles.flatMap(({ name }) => name ?? []),
  );
  return roots
    .slice(0, MOST.tiles)
    .map((root) => outline(root, safe, 0).slice(0, MOST.lines).join('\n'))
    .join('\n\n');
}

/** The largest element around one tile that holds no other. */
function rootOf(tile: Element, tiles: readonly Element[]): Element {
  let root = tile;
  for (let level = 0; level < LEVELS_UP; level++) {
    const parent = parentOf(root);
    if (
      !parent ||
      parent === membersOf(document).body ||
      tiles.some((other) => other !== tile && membersOf(parent).contains(other))
    )
      break;
    root = parent;
  }
  return root;
}

function outline(element: Element, safe: SafeWords, level: number): string[] {
  const indent = '  '.repeat(level);
  const attributes = [...membersOf(element).attributes].map((attribute) => ` ${safe.attribute(attribute)}`).join('');
  const hasText = [...membersOf(element).childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
  const lines = [
    `${indent}<${safe.word(membersOf(element).localName)}${attributes}>${hasText ? ' text' : ''}${pictureOf(element)}`,
  ];
  if (level >= MOST.levels) return lines;
  const shadow = shadowOf(element);
  if (shadow) lines.push(`${indent}  #shadow-root`);
  for (const child of [...(shadow?.children ?? []), ...membersOf(element).children])
    lines.push(...outline(child, safe, level + 1));
  return lines;
}

/** What is known of a video's picture, and nothing of what is in it. */
function pictureOf(element: Element): string {
  if (!(element instanceof HTMLVideoElement)) return '';
  const track = liveTrack(element);
  const stream = track ? `${originOf(track)} track` : element.srcObject ? 'ended stream' : 'no stream';
  return ` (${stream}, ${isShown(element) ? 'shown' : 'not shown'})`;
}

/** Which words of a page are its builders' and not its users'. */
class SafeWords {
  private readonly people = new Set<string>();
  /** Class → number of tiles that have it: what one tile alone has may tell who is in it. */
  private readonly classes = new Map<string, number>();

  constructor(tiles: readonly Element[], names: readonly string[]) {
    for (const name of names) this.note(name);
    for (const tile of tiles) {
      const elements = [tile, ...deepChildren(tile)];
      for (const element of elements) {
        for (const node of membersOf(element).childNodes) if (node instanceof Text) this.note(node.data);
        for (const { name, value } of membersOf(element).attributes) if (SPOKEN.test(name)) this.note(value);
      }
      for (const word of new Set(elements.flatMap((element) => [...membersOf(element).classList])))
        this.classes.set(word, (this.classes.get(word) ?? 0) + 1);
    }
  }

  attribute({ name, value }: Attr): string {
    if (!TELLING.includes(name)) return this.word(name);
    const words = value.split(/\s+/).filter((word) => name !== 'class' || (this.classes.get(word) ?? 0) > 1);
    return `${name}="${words.map((word) => this.word(word)).join(' ')}"`;
  }

  /** The word, or "…" where it may tell of a person. */
  word(word: string): string {
    if (!PLAIN.test(word) || LIKE_AN_ID.test(word)) return '…';
    const lower = word.toLowerCase();
    const parts = lower.split(/[-_:\d]+/);
    const tells = [...this.people].some((name) => parts.includes(name) || (name.length > 2 && lower.includes(name)));
    return tells ? '…' : word;
  }

  private note(text: string): void {
    for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]{2,}/gu)) this.people.add(word);
  }
}

function deepChildren(element: Element): Element[] {
  return [...(shadowOf(element)?.children ?? []), ...membersOf(element).children].flatMap((child) => [
    child,
    ...deepChildren(child),
  ]);
}
