import { DRAWN_BLANK, withVisibleMarks } from './visible-marks';

/** UTF-16 units that are looked at, and that a name keeps: a page may put a book where a name belongs. */
const MOST = { read: 2000, kept: 160 };

/** What stands alone in place of the own name. Nothing that is also somebody's name ("Ty", "Ben", "Du"). */
const SELF_ALONE = new Set(
  'you,me,myself,self,yourself,vous,moi,tú,você,вы,я,你,您,我,あなた,自分,나,당신,أنت,אני,אתה,את'.split(','),
);

/** What stands for the user where it is known that they are meant: in parentheses after a name, or on the own tile. */
const SELF = new Set([
  ...SELF_ALONE,
  ...'du,ich,sie,yo,usted,tu,io,eu,voce,jij,ik,dig,jag,deg,jeg,sinä,minä,siz'.split(','),
  ...'bạn,คุณ,ฉัน,आप,मैं,ви,ты,εσύ,εσείς,εγώ,شما,أنا,თქვენ'.split(','),
]);

/** On the own tile, before or behind the name, also what is elsewhere a name. */
const SELF_ON_OWN = new Set([...SELF, ...'ty,vy,wy,te,ti,ön,én,ben,sen,anda,þú'.split(',')]);

const ROLES = new Set(
  (
    'host,co-host,cohost,guest,organizer,organiser,moderator,presenter,admin,owner,unverified,external,visitor,' +
    'attendee,participant,meeting host,meeting owner,gast,externe,extern,invité,hôte,invitado,anfitrión'
  ).split(','),
);

/** Spaces, and marks of direction that pages put around names. */
const SPACE = /[\s\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu;
/** Something to see: no blank of any kind, no icon font's private character, and not only the dashes of "no name". */
const VISIBLE = new RegExp(
  String.raw`[^\p{Z}\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Pd}${DRAWN_BLANK}.…·•_*]`,
  'u',
);
const TEMPLATE = /^(?:\$?\{.*\}|<%.*%>)$/u;

const TRAILING_GROUP = /^(.*?)\s*\p{Ps}([^\p{Ps}\p{Pe}]*)\p{Pe}$/u;
const LEADING_GROUP = /^\p{Ps}([^\p{Ps}\p{Pe}]*)\p{Pe}\s*(\S.*)$/u;
/** "Mia – Du", "Mia · you". */
const TRAILING_PART = /^(.*\S)\s+[-–—·•|]\s*(\S[^-–—·•|]*)$/u;
/** "You (Ann)", "Tú - Ana", "You: Ann"; "Ann, you", "Ann/You". What is a word of the own mark here must be known. */
const LEADING_WORD = /^([\p{L}\p{M}]+)(?:\s+\p{Pd}\s+|\s*[:,;/·|]\s*|\s*(?=\p{Ps}[^\p{Ps}\p{Pe}]+\p{Pe}$))(\S.*)$/u;
const TRAILING_WORD = /^(.*[^\s:,;/·|])\s*[:,;/·|]\s*([\p{L}\p{M}]+)$/u;
const GROUP = /^\p{Ps}([^\p{Ps}\p{Pe}]+)\p{Pe}$/u;
/** Signs behind a mark, "Ann (you) ✋": they tell something else of the user than the name. */
const SIGNS = /(?:[\p{So}\p{Sk}\p{Emoji_Presentation}\p{Default_Ignorable_Code_Point}]|\s)+$/u;
const SEPARATOR = /[,;/·|]/u;
/** The mark of the own tile: a pronoun, after a role or two. In letters, since it is a word of the page's language. */
const MARK = {
  word: /^[\p{L}\p{M}’']{1,12}(?: [\p{L}\p{M}’']{1,12})?$/u,
  /** Not "/", which stands in pronouns. */
  separator: /[,;、，·|]/u,
  parts: 3,
  /** Behind a dash stand surnames and firms too. */
  single: /^[\p{L}\p{M}]{1,12}$/u,
};

export interface ShownName {
  /** null where the text holds no name. */
  readonly name: string | null;
  /** The text says that this is the user, or it is known: "Ann (you)". */
  readonly self: boolean;
}

/**
 * A participant's name from the text that stands in a name's place, whatever the text: without "(Host)" and the like, and
 * without the mark of the own tile. Linear in the text.
 * @param own whose tile it is, as far as its track tells. The own mark is cut by place and form in any language; of
 *   somebody else's name nothing is a mark ("Bob (you)" calls himself so); with null, known words are taken for one.
 */
export function readName(text: string | null | undefined, own: boolean | null = null): ShownName {
  const shown = shownText(text);
  const { name, self } = own === false ? { name: cutRoles(shown), self: false } : cutMark(shown, own === true);
  const alone = own === false ? null : own ? SELF : SELF_ALONE;
  if (name === '' ? self : alone?.has(name.toLowerCase())) return { name: null, self: true };
  return {
    name: VISIBLE.test(name) && !TEMPLATE.test(name) ? cut(withVisibleMarks(name)) : null,
    self: self || own === true,
  };
}

/** On one line, and no longer than anybody's name. */
function shownText(text: string | null | undefined): string {
  const line = (text ?? '').trimStart().slice(0, MOST.read).replace(SPACE, ' ').trim();
  return cut(line);
}

function cut(line: string): string {
  if (line.length <= MOST.kept) return line;
  const start = line.slice(0, MOST.kept).replace(/[\ud800-\udbff]$/, '');
  return `${start.trim()}…`;
}

function cutRoles(text: string): string {
  let name = text;
  for (let group = TRAILING_GROUP.exec(name); group; group = TRAILING_GROUP.exec(name)) {
    if (!group[1] || !wordsOf(group[2]!).every((word) => ROLES.has(word))) break;
    name = group[1];
  }
  return name;
}

function cutMark(text: string, own: boolean): { name: string; self: boolean } {
  const cut = cutMarkAtEnd(text, own);
  const bare = own ? text.replace(SIGNS, '') : text;
  if (cut.name !== text || bare === text) return cut;
  const again = cutMarkAtEnd(bare, own);
  return again.name === bare ? cut : again;
}

function cutMarkAtEnd(text: string, own: boolean): { name: string; self: boolean } {
  let name = text;
  let self = false;
  for (let group = TRAILING_GROUP.exec(name); group; group = TRAILING_GROUP.exec(name)) {
    const words = wordsOf(group[2]!);
    if (!words.every((word) => SELF.has(word) || ROLES.has(word))) break;
    self ||= words.some((word) => SELF.has(word));
    name = group[1]!;
  }
  if (!own || self) return { name, self };
  const first = LEADING_WORD.exec(name);
  if (first && SELF_ON_OWN.has(first[1]!.toLowerCase()))
    return { name: GROUP.exec(first[2]!)?.[1]?.trim() ?? first[2]!, self: true };
  const last = TRAILING_WORD.exec(name);
  if (last && SELF_ON_OWN.has(last[2]!.toLowerCase())) return { name: last[1]!, self: true };
  const group = TRAILING_GROUP.exec(name);
  if (group?.[1] && isMark(group[2]!)) return { name: group[1], self: true };
  const leading = LEADING_GROUP.exec(name);
  if (leading && isMark(leading[1]!)) return { name: leading[2]!, self: true };
  const part = TRAILING_PART.exec(name);
  if (part && MARK.single.test(part[2]!.trim())) return { name: part[1]!, self: true };
  const isMarkAlone = group?.[1] === '' && isMark(group[2]!);
  return { name: isMarkAlone ? '' : name, self: true };
}

function isMark(text: string): boolean {
  const words = text.split(MARK.separator).map((word) => word.trim());
  return words.length <= MARK.parts && words.every((word) => MARK.word.test(word));
}

function wordsOf(text: string): string[] {
  return text.split(SEPARATOR).map((word) => word.trim().toLowerCase());
}
