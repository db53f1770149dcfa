import { membersOf } from '../members';
import type { Family } from './families';

/**
 * Labels of videos that stand side by side with no wrapper of their own, `<video><p>Ann</p><video><p>Bob</p>`: the
 * elements that follow a video, or those before it; none where the page leaves open which.
 */
export function labelsBeside(family: Family, families: readonly Family[]): Element[] {
  const parent = family.video.parentElement;
  if (!parent) return [];
  const videos = new Set<Element>(families.map(({ video }) => video));
  const tenants = [...membersOf(parent).children].filter((child) => holds(child, videos));
  if (tenants.length < 2 || !tenants.includes(family.video)) return [];
  const beforeFirst = run(tenants[0]!, 'previousElementSibling', videos);
  const afterLast = run(tenants.at(-1)!, 'nextElementSibling', videos);
  if (beforeFirst.length > 0 === afterLast.length > 0) return [];
  return run(family.video, afterLast.length > 0 ? 'nextElementSibling' : 'previousElementSibling', videos);
}

function run(from: Element, way: 'nextElementSibling' | 'previousElementSibling', videos: Set<Element>): Element[] {
  const found: Element[] = [];
  for (let node = membersOf(from)[way]; node && !holds(node, videos); node = membersOf(node)[way])
    if (membersOf(node).textContent?.trim()) found.push(node);
  return found;
}

function holds(element: Element, videos: Set<Element>): boolean {
  return videos.has(element) || [...membersOf(element).querySelectorAll('video')].some((video) => videos.has(video));
}
