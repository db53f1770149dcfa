import { flipOf } from '../mirror';
import { originOf } from '../video';
import type { Family } from './families';
import { namesScreen } from './words';

/** In ids, classes and data attributes. Not the bare word: "fullscreen", "h-screen" are layout. */
const SCREEN =
  /screen[-_]?(?:shar|cast|captur|video|media|stream|track|tile|wrap)|shar(?:e|ed|ing)[-_]?screen|desktop[-_]?(?:shar|captur|video|stream)|display[-_]?(?:media|captur)|presentation[-_]?(?:video|tile|stream)/i;
const SCREEN_ID = /(?:^|[-_])screen$/i;
const SCREEN_VALUE = /^(?:screen|desktop|presentation|display|screen[-_ ]?shar(?:e|ing))$/i;
/** As a word of its own: "localVideo", "my-video", "self_view"; not "myriad". */
const SELF = /(?:^|[^a-z])(?:local|self|own|my|me)(?![a-z])|(?:^|[^a-z])(?:local|self|my)(?=[A-Z])/;

/** Guess: a screen share by what the page calls it. */
export function isScreen({ video, own }: Family, name: string | null): boolean {
  if (name !== null && namesScreen(name)) return true;
  return [video, ...own.slice(0, 2)].some((element) =>
    marks(element).some(({ attribute, value }) => {
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
export function isOwn({ video, track, own }: Family): boolean {
  if (!track) return false;
  const origin = originOf(track);
  if (origin !== 'made') return origin === 'camera';
  return (
    flipOf(video).x ||
    [video, ...own.slice(0, 2)].some((element) => marks(element).some(({ value }) => SELF.test(value)))
  );
}

function marks(element: Element): { attribute: string; value: string }[] {
  return [...element.attributes]
    .filter(({ name }) => name === 'id' || name === 'class' || name.startsWith('data-'))
    .map(({ name, value }) => ({ attribute: name, value }));
}
