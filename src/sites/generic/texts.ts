import { parentOf } from '../shadow';
import type { Family } from './families';

/** A text in or beside a tile that may be its name. */
export interface Text {
  readonly text: string;
  /** How much speaks for a name, 0 most: said to be a name · said to be a label · plain · a description · in a control. */
  readonly rank: 0 | 1 | 2 | 3 | 4;
  /** Texts of several tiles with the same slot stand in the same place of each. */
  readonly slot: string;
}

const NAME_HINT = /name|nick|identity|participant|user|peer/i;
const LABEL_HINT = /label|caption|title/i;
const CONTROL =
  'button,[role="button"],a[href],select,label:has(input),[role="menu"],[role="menuitem"],[role="toolbar"],[role="tooltip"]';
const SILENT = 'script,style,noscript,template,svg,option,textarea,input';
const LONGEST = 60;

/** Nearest first. */
export function textsOf(family: Family, beside: readonly Element[]): Text[] {
  const found: Text[] = [...describing(family.video)];
  let inner: Element | null = null;
  for (const ancestor of family.own) {
    found.push(...inside(ancestor, inner, family.video), ...describing(ancestor));
    inner = ancestor;
  }
  for (const element of beside) found.push(...inside(element, null, family.video));
  return found;
}

function inside(root: Element, except: Element | null, video: Element): Text[] {
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
    if (!element || text.length > LONGEST) continue;
    const control = element.closest(CONTROL);
    found.push({ text, rank: control && !control.contains(video) ? 4 : rankOf(element, root), slot: slotOf(element) });
  }
  return found;
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

function describing(element: Element): Text[] {
  return [...element.attributes].flatMap(({ name, value }) => {
    const isName = /^data-.*name$/.test(name);
    if (!isName && name !== 'aria-label' && name !== 'title') return [];
    return value.trim() && value.length <= LONGEST
      ? [{ text: value.trim(), rank: isName ? 0 : 3, slot: `@${name}` } as const]
      : [];
  });
}

/** Ids differ per tile, so they are no part of a place. */
function slotOf(element: Element): string {
  return `${element.localName}.${element.getAttribute('class') ?? ''}`;
}
