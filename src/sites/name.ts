/** Names longer than this are a paragraph. */
const MAX_LENGTH = 80;

/** What stands alone in place of the own name. Nothing that is also somebody's name ("Ty", "Ben", "Du"). */
const SELF_ALONE = new Set(
  'you,me,myself,self,yourself,vous,moi,tú,você,вы,я,你,您,我,あなた,自分,나,당신,أنت,אני,אתה,את'.split(','),
);

/** What stands in parentheses after the own name. */
const SELF = new Set([
  ...SELF_ALONE,
  ...'du,ich,sie,yo,usted,tu,io,eu,voce,jij,ik,dig,jag,deg,jeg,sinä,minä,siz'.split(','),
]);

const ROLES = new Set(
  (
    'host,co-host,cohost,guest,organizer,organiser,moderator,presenter,admin,owner,unverified,external,visitor,' +
    'attendee,participant,meeting host,meeting owner,gast,externe,extern,invité,hôte,invitado,anfitrión'
  ).split(','),
);

const TRAILING_GROUP = /^(.*?)\s*[([（【]([^()[\]（）【】]*)[)\]）】]$/u;

export interface ShownName {
  /** null where the text holds no name. */
  readonly name: string | null;
  /** The text says that this is the user: "Ann (you)". */
  readonly self: boolean;
}

/** A participant's name from the text that a page shows for it, without "(Host, me)" and the like. */
export function readName(text: string | null | undefined): ShownName {
  let name = (text ?? '').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  let self = false;
  for (let group = TRAILING_GROUP.exec(name); group; group = TRAILING_GROUP.exec(name)) {
    const words = group[2]!.split(/[,;/·|]/).map((word) => word.trim().toLowerCase());
    if (!words.every((word) => SELF.has(word) || ROLES.has(word))) break;
    self ||= words.some((word) => SELF.has(word));
    name = group[1]!;
  }
  if (SELF_ALONE.has(name.toLowerCase())) return { name: null, self: true };
  const holdsName = name.length <= MAX_LENGTH && /[\p{L}\p{N}]/u.test(name) && !/[{}<>]/.test(name);
  return { name: holdsName ? name : null, self };
}
