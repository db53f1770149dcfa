import { membersOf } from '../sites/members';

/** Of the picture's shorter side; smaller things over it are buttons and signs. */
const SMALLEST = 0.2;
/** Of the picture's sides; larger things are no part of its tile, such as a dialog. */
const LARGEST = 1.5;
const PICTURES = 'img, canvas, video, svg, svg *';

/**
 * Whether the page has put something in front of a picture's middle that belongs to its tile, as it does when a camera goes
 * off: an avatar, initials on a coloured ground. Says nothing of pictures outside of the window.
 */
export function isBehindAvatar(picture: Element): boolean {
  const place = picture.getBoundingClientRect();
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
  const inFront = (element: Element) => isLarge(element, place) && paints(element) && isOfTile(element, picture);
  // A picture that lets clicks through is not in the list: what is in front of it is not told from what is behind.
  const isListed = getComputedStyle(picture).pointerEvents !== 'none';
  for (const element of membersOf(picture.getRootNode() as Document | ShadowRoot).elementsFromPoint(x, y)) {
    if (membersOf(element).contains(picture)) break;
    if ((isListed || follows(element, picture)) && inFront(element)) return true;
  }
  const parent = picture.parentElement;
  // Nor is an avatar that lets them through: it is in front where it is placed, and comes later.
  return [...(parent ? membersOf(parent).querySelectorAll(':scope > *, :scope > * > *') : [])].some(
    (element) => follows(element, picture) && isPlaced(element) && isAt(element, x, y) && inFront(element),
  );
}

function follows(element: Element, picture: Element): boolean {
  return (picture.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function isLarge(element: Element, picture: DOMRect): boolean {
  const { width, height } = membersOf(element).getBoundingClientRect();
  return (
    Math.min(width, height) >= SMALLEST * Math.min(picture.width, picture.height) &&
    width <= LARGEST * picture.width &&
    height <= LARGEST * picture.height
  );
}

function paints(element: Element): boolean {
  if (!membersOf(element).checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  if (membersOf(element).matches(PICTURES)) return !(element instanceof HTMLVideoElement) || element.videoWidth > 0;
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  return backgroundImage.includes('url(') || !/^rgba\(.*, 0(?:\.[0-4]\d*)?\)$|^transparent$/.test(backgroundColor);
}

/** What holds both holds no other video. */
function isOfTile(element: Element, picture: Element): boolean {
  let both = picture.parentElement;
  while (both && !membersOf(both).contains(element)) both = membersOf(both).parentElement;
  return (
    both !== null &&
    [...membersOf(both).querySelectorAll('video')].every((video) => video === picture || video === element)
  );
}

function isPlaced(element: Element): boolean {
  const { pointerEvents, position } = getComputedStyle(element);
  return pointerEvents === 'none' && position !== 'static';
}

function isAt(element: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = membersOf(element).getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}
