import { parentOf } from '../shadow';
import type { Family } from './families';

/** A text in or beside a tile that may be its name. */
export interface Text {
  readonly text: string;
  /** How much speaks for a name, 0 most: said to be a name · said to be a label · plain · a description · in a control. */
  readonly rank: 0 | 1 | 2 | 3 | 4;
  /** Texts of several tiles with the same slot stand in the same place of each. */
  readonly slot: string;
  /** Ancestors between the video and it: 0 is the video itself, 1 its parent. */
  readonly level: number;
}

const NAME_HINT = /name|nick|identity|participant|user|peer/i;
const LABEL_HINT = /label|caption|title/i;
const CONTROL =
  'button,[role="button"],a[href],select,label:has(input),[role="menu"],[role="menuitem"],[role="toolbar"],[role="tooltip"]';
const SILENT =
  'script,style,noscript,template,svg,option,textarea,input,h1,header,nav,aside,form,dialog,[role="log"],[role="banner"],' +
  // What somebody says, as it is said.
  '[aria-live="polite"],[aria-live="assertive"],[class*="captions" i],[class*="subtitle" i],[class*="transcript" i],' +
  // Fonts that draw "push_pin" as an icon.
  'i,mat-icon,[class*="material-icons"],[class*="material-symbols"]';
/** Not "data-icon-name" or "data-hostname"; and a bare "data-name" may be a thing's. */
const ATTRIBUTES: readonly (readonly [RegExp, Text['rank']])[] = [
  [/^data-(?:.*-)?(?:user|participant|peer|member|attendee|display|full|nick)-?name$/, 0],
  [/^data-name$/, 1],
  [/^(?:aria-label|title)$/, 3],
];
/** A name may stand this far beside its video, as a share of the video's width. */
const BESIDE = 0.25;
const LONGEST = 60;

/** Nearest first. */
export function textsOf({ video, own }: Family, beside: readonly Element[]): Text[] {
  const found = describing(video, 0);
  own.forEach((ancestor, i) => {
    found.push(...inside(ancestor, own[i - 1] ?? null, video, i + 1), ...describing(ancestor, i + 1));
  });
  for (const element of beside) found.push(...inside(element, null, video, 1));
  return found;
}

function inside(root: Element, except: Element | null, video: Element, level: number): Text[] {
  const found: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node instanceof Element) {
      if (node === except || node.matches(SILENT)) return NodeFilter.FILTER_REJECT;
      return NodeFilter.FILTER_SKIP;
    }
    return node.nodeValue?.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
  });
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    // "Ann <small>(you)</small>" is one text.
    const whole = element?.parentElement && element.parentElement !== root ? element.parentElement.textContent : null;
    const own = node.nodeValue?.trim() ?? '';
    const text = whole && isMarked(own, whole.trim()) ? whole.trim() : own;
    if (!element || text.length > LONGEST || !isNear(node, video)) continue;
    const control = element.closest(CONTROL);
    found.push({
      text,
      rank: control && !control.contains(video) ? 4 : rankOf(element, root),
      slot: slotOf(element),
      level,
    });
  }
  return found;
}

/** Above, below or on the video; of a text that is hidden there is no place to judge by. */
function isNear(text: Node, video: Element): boolean {
  const range = document.createRange();
  range.selectNodeContents(text);
  const { left, right, width } = range.getBoundingClientRect();
  const place = video.getBoundingClientRect();
  const slack = place.width * BESIDE;
  return width === 0 || place.width === 0 || (left < place.right + slack && right > place.left - slack);
}

/** The whole is the text and a mark in parentheses. */
function isMarked(own: string, whole: string): boolean {
  return whole.startsWith(own) && /^\s*\([^()]{1,20}\)$/.test(whole.slice(own.length));
}

function rankOf(element: Element, root: Element): 0 | 1 | 2 {
  let rank: 0 | 1 | 2 = 2;
  for (
    let node: Element | null = element, level = 0;
    node && node !== root && level < 2;
    node = parentOf(node), level++
  ) {
    const said = `${node.id} ${node.getAttribute('class') ?? ''} ${node.getAttribute('data-testid') ?? node.getAttribute('data-test') ?? ''}`;
    if (NAME_HINT.test(said)) return 0;
    if (LABEL_HINT.test(said)) rank = 1;
  }
  return rank;
}

function describing(element: Element, level: number): Text[] {
  return [...element.attributes].flatMap(({ name, value }) => {
    const rank = ATTRIBUTES.find(([attribute]) => attribute.test(name))?.[1];
    const text = value.trim();
    return rank !== undefined && text && text.length <= LONGEST ? [{ text, rank, slot: `@${name}`, level }] : [];
  });
}

/** Ids differ per tile, so they are no part of a place. */
function slotOf(element: Element): string {
  return `${element.localName}.${element.getAttribute('class') ?? ''}`;
}
