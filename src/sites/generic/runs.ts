import { membersOf } from '../members';
import { likelyShadowOf } from '../shadow';
import { CONTROL, hintOf, LINK, SILENT } from './markup';

/** A stretch of text that is shown in one go, whatever it is wrapped in, and what the page says of it. */
export interface Run {
  text: string;
  /** Where it stands: the nearest element that is more than a wrapper. */
  readonly holder: Element;
  /** Something of it that has a place on screen. */
  readonly at: Node;
  /** The element that says what the text is, and how far above the text it stands. */
  readonly hint: Hint | null;
  readonly control: 'none' | 'link' | 'button';
}

interface Hint {
  readonly says: 'name' | 'label';
  readonly by: Element;
  readonly depth: number;
}

interface Inherited extends Pick<Run, 'holder' | 'hint' | 'control'> {}

/** Elements that only change how text looks; a translated page puts every text into two <font>. */
const WRAPPERS = new Set('font,bdi,bdo,b,strong,em,u,s,mark,big,tt,q,cite,dfn,ins,del,ruby,rb,wbr'.split(','));
/** A hint holds for what is at most so deep in the element that gives it. */
const DEPTH = 2;
const BRACKETED = /^\p{Ps}[^\p{Ps}\p{Pe}]{1,30}\p{Pe}$/u;
/** What comes next is the name. */
const HEADING = /^(?:(?:display|full|user|nick) ?)?name ?:?$/i;
/** Elements looked at: a tile is no document. */
const MOST = 400;

/**
 * Texts in an element as they are shown, through open shadow roots and slots, and the elements in it that are no control's.
 * @param except is left out, with all in it
 */
export function contentOf(root: Element, except: Element | null): { runs: Run[]; elements: readonly Element[] } {
  const walk = new Walk(except);
  walk.children(root, { holder: root, hint: null, control: 'none' });
  return { runs: joined(walk.runs), elements: walk.elements };
}

class Walk {
  readonly runs: Run[] = [];
  readonly elements: Element[] = [];
  private open: Run | null = null;
  private left = MOST;

  constructor(private readonly except: Element | null) {}

  children(element: Element, inherited: Inherited): void {
    const shadow = likelyShadowOf(element);
    if (shadow) for (const node of shadow.childNodes) this.visit(node, inherited);
    const light =
      element instanceof HTMLSlotElement ? element.assignedNodes({ flatten: true }) : membersOf(element).childNodes;
    for (const node of light) if (!shadow || !isSlotted(node)) this.visit(node, inherited);
  }

  private visit(node: Node, inherited: Inherited): void {
    if (node instanceof Text) this.text(node, inherited);
    else if (node instanceof Element) this.element(node, inherited);
  }

  private text(node: Text, { holder, hint, control }: Inherited): void {
    const { data } = node;
    if (this.open && this.open.holder === holder) this.open.text += data;
    else if (data.trim() !== '') {
      this.open = { text: data, holder, at: node, hint, control };
      this.runs.push(this.open);
    }
  }

  private element(element: Element, inherited: Inherited): void {
    if (element === this.except || --this.left < 0 || membersOf(element).matches(SILENT)) {
      this.open = null;
      return;
    }
    if (membersOf(element).localName === 'br') {
      if (this.open) this.open.text += ' ';
      return;
    }
    if (WRAPPERS.has(membersOf(element).localName) && !hintOf(element)) {
      if (membersOf(element).hasAttributes() && inherited.control === 'none') this.elements.push(element);
      this.children(element, inherited);
      return;
    }
    this.open = null;
    const context = inherit(element, inherited);
    if (context.control === 'none') this.elements.push(element);
    this.children(element, context);
    this.open = null;
  }
}

function inherit(element: Element, { holder, hint, control }: Inherited): Inherited {
  const says = hintOf(element);
  const isButton = membersOf(element).matches(CONTROL);
  // Nothing that a text's place could be told by.
  const isPlain =
    membersOf(element).localName === 'slot' ||
    (membersOf(element).localName === 'span' && !membersOf(element).hasAttribute('class'));
  // A button in a name's place is a button.
  const passed = hint && hint.depth < DEPTH && !isButton ? { ...hint, depth: hint.depth + 1 } : null;
  return {
    holder: isPlain && !says ? holder : element,
    hint: says && (says === 'name' || passed?.says !== 'name') ? { says, by: element, depth: 0 } : passed,
    control: isButton ? 'button' : control === 'none' && membersOf(element).matches(LINK) ? 'link' : control,
  };
}

/** "Ann <small>(you)</small>" is one text, and so is what stands behind "Name:". */
function joined(runs: readonly Run[]): Run[] {
  const found: Run[] = [];
  let heading: Run | null = null;
  for (const run of runs) {
    const text = run.text.trim();
    const last = found.at(-1);
    if (HEADING.test(text)) heading = run;
    else if (heading) {
      found.push({ ...run, hint: { says: 'name', by: run.holder, depth: 0 } });
      heading = null;
    } else if (last && BRACKETED.test(text) && isBeside(last.holder, run.holder))
      last.text = `${last.text.trim()} ${text}`;
    else found.push(run);
  }
  return found;
}

function isBeside(a: Element, b: Element): boolean {
  return (
    a === b ||
    membersOf(a).parentElement === membersOf(b).parentElement ||
    a === membersOf(b).parentElement ||
    b === membersOf(a).parentElement
  );
}

/** It is met where its slot stands. */
function isSlotted(node: Node): boolean {
  return (node instanceof Element || node instanceof Text) && membersOf(node).assignedSlot !== null;
}
