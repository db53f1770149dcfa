import { membersOf } from '../members';
import { flipOf } from '../mirror';
import { isOwnVideo } from '../own';
import { originOf } from '../video';
import type { Family } from './families';
import type { Named } from './names';
import { screenOwner } from './words';

/** In ids, classes and data attributes. Not the bare word: "fullscreen", "h-screen" are layout. */
const SCREEN =
  /(?<!(?:full|wide|split|off|on|home|green)[-_]?)screen[-_]?(?:shar|cast|captur|contain|video|media|stream|track|tile|wrap)|shar(?:e|ed|ing)[-_]?screen|desktop[-_]?(?:shar|captur|video|stream)|display[-_]?(?:media|captur)|presentation[-_]?(?:video|tile|stream)/i;
const SCREEN_ID = /(?:^|[-_])screen$/i;
const SCREEN_VALUE = /^(?:screen|desktop|presentation|display|screen[-_ ]?shar(?:e|ing))$/i;
/** As a word of its own: "localVideo", "my-video", "self_view"; not "myriad". */
const SELF = /(?:^|[^a-z])(?:local|self|own|my|me)(?![a-z])|(?:^|[^a-z])(?:local|self|my)(?=[A-Z])/;

/**
 * Guess: a screen share by what the page calls it. A name is no such call: "Tom Screen" is a person. A text about
 * somebody's screen is, where the page does not say that it is a name, or where somebody else has that name.
 * @param others names of the other tiles
 */
export function isScreen(
  { video, own }: Family,
  { name, text, certain }: Named,
  others: readonly (string | null)[],
): boolean {
  const owner = text === null ? null : screenOwner(text);
  if (owner !== null && (!certain || others.includes(owner))) return true;
  return [video, ...own.slice(0, 2)].some((element) =>
    marks(element, name).some(({ attribute, value }) => {
      if (attribute === 'class') return SCREEN.test(value);
      if (attribute === 'id') return SCREEN.test(value) || SCREEN_ID.test(value);
      return SCREEN_VALUE.test(value);
    }),
  );
}

/**
 * The own camera: measured where the track comes from this machine's camera; a guess where the page processed it (then it
 * is mirrored, or named "local").
 */
export function isOwn({ video, track, own }: Family, name: string | null): boolean {
  if (!track) return isOwnVideo(video) === true;
  const origin = originOf(track);
  if (origin !== 'made') return origin === 'camera';
  return (
    flipOf(video).x ||
    [video, ...own.slice(0, 2)].some((element) => marks(element, name).some(({ value }) => SELF.test(value)))
  );
}

/** UTF-16 units of an attribute that are looked at. */
const LONGEST = 300;
/** Attributes that hold what a person is called. */
const PERSONAL = /name|nick|identity|label|title/;

/** What the page calls an element, without what it calls the person in it: "video-tom-screen" is Tom Screen's. */
function marks(element: Element, name: string | null): { attribute: string; value: string }[] {
  const words =
    name
      ?.toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean) ?? [];
  const person = words.length > 1 ? words.map((word) => word).join('[-_ ]*') : null;
  return [...membersOf(element).attributes]
    .filter(({ name: key }) => key === 'id' || key === 'class' || (key.startsWith('data-') && !PERSONAL.test(key)))
    .map(({ name: attribute, value }) => {
      const shown = value.slice(0, LONGEST);
      return { attribute, value: person ? shown.replace(new RegExp(person, 'giu'), '') : shown };
    });
}
