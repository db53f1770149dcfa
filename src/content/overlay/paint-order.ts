import { membersOf } from '../../sites/members';
import { parentOf } from '../../sites/shadow';

/**
 * Whether one element is painted over another that is not in it: by top layer, z-index and document order, for what the
 * browser's hit test cannot tell. https://drafts.csswg.org/css2/#painting-order, told by the branches below the nearest
 * element that holds both.
 */
export function paintsAbove(one: Element, other: Element): boolean {
  const ones = path(one);
  const others = path(other);
  let common = 0;
  while (common < Math.min(ones.length, others.length) && ones[common] === others[common]) common++;
  const [left, right] = [ones.slice(common), others.slice(common)];
  const [top, otherTop] = [left, right].map((branch) =>
    branch.some((node) => membersOf(node).matches(':modal, :popover-open')),
  );
  if (top !== otherTop) return top === true;
  const [z, otherZ] = [levelOf(left), levelOf(right)];
  if (z !== otherZ) return z > otherZ;
  const [first, second] = [left[0], right[0]];
  if (!first || !second) return left.length > 0;
  return (membersOf(second).compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** From the root down. */
function path(element: Element): Element[] {
  const nodes: Element[] = [];
  for (let node: Element | null = element; node; node = parentOf(node)) nodes.unshift(node);
  return nodes;
}

/** The z-index by which a branch takes part in its stacking context; what is not positioned lies just below 0. */
function levelOf(branch: readonly Element[]): number {
  for (const node of branch) {
    const { position, zIndex, opacity, transform } = getComputedStyle(node);
    if (zIndex !== 'auto') return Number(zIndex);
    if (position !== 'static' || opacity !== '1' || transform !== 'none') return 0;
  }
  return -0.5;
}
