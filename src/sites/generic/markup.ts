import { membersOf } from '../members';
/** What markup says of the texts in it. */

export const CONTROL =
  'button,summary,select,input,textarea,label:has(input),[role="button"],[role="switch"],[role="checkbox"],[role="tab"],' +
  '[role="menu"],[role^="menuitem"],[role="toolbar"],[role="tooltip"],[role="option"],[contenteditable="true"]';

/** A link may lead to a person. */
export const LINK = 'a[href],[role="link"]';

export const SILENT =
  'script,style,noscript,template,svg,option,textarea,input,h1,header,nav,aside,form,dialog,[role="log"],[role="banner"],' +
  // What somebody says, as it is said.
  '[aria-live="polite"],[aria-live="assertive"],[class*="captions" i],[class*="subtitle" i],[class*="transcript" i],' +
  // Fonts that draw "push_pin" as an icon.
  'i,mat-icon,[class*="material-icons"],[class*="material-symbols"]';

/** Attributes in which builders of pages say what an element is. */
const SAYING = [
  'id',
  'class',
  'data-testid',
  'data-test',
  'data-field',
  'data-role',
  'slot',
  'itemprop',
  'part',
  'name',
];
/** Those that tell a user: they say "Name" and no more. */
const TELLING = ['title', 'aria-label', 'data-label', 'data-tooltip', 'placeholder'];
export const TELLS_NAME = /^(?:(?:your|display|full|user|nick|participant) ?)?name:?$/i;

/** "displayName", "peer-name", "nametag", "_name_x1"; no thing's name, and not "rename", "unnamed". */
const NAME =
  /(?<![a-z])(?<!(?:file|host|room|icon|meeting|group|device|codec|channel|event|domain|brand|company|team|page|app|server|camera|mic|layout|class|tag|track|stream|model|project)[-_ ]?)(?:user|display|full|first|last|nick|peer|participant|member|person|guest|caller|speaker|attendee|profile|video|tile)?name(?:s|tag|plate|label|text|box|badge)?(?![a-z])|(?<![a-z])nick(?![a-z])|(?<![a-z])identity(?![a-z])/;
const LABEL = /label|caption|title|participant|user|peer/;

const known = new Map<string, 'name' | 'label' | null>();

/** Whether an element says that its text is a name, or a label. */
export function hintOf(element: Element): 'name' | 'label' | null {
  if (!membersOf(element).hasAttributes() && !membersOf(element).localName.includes('-')) return null;
  if (
    TELLING.some((attribute) => TELLS_NAME.test(membersOf(element).getAttribute(attribute)?.slice(0, 40).trim() ?? ''))
  )
    return 'name';
  const own = membersOf(element).localName.includes('-') ? [membersOf(element).localName] : [];
  const said = [...own, ...SAYING.map((attribute) => membersOf(element).getAttribute(attribute)?.slice(0, 200))]
    .filter(Boolean)
    .join(' ');
  return said === '' ? null : hintIn(said);
}

/** Classes repeat: each is judged once. */
function hintIn(said: string): 'name' | 'label' | null {
  const before = known.get(said);
  if (before !== undefined) return before;
  const words = said.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  const hint = NAME.test(words) ? 'name' : LABEL.test(words) ? 'label' : null;
  if (known.size > 500) known.clear();
  known.set(said, hint);
  return hint;
}
