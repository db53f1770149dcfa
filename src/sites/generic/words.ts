/** Words of controls and states: a text of nothing else names no one. English, since names are told apart by place first. */
const CONTROL_WORDS = new Set(
  (
    'a an the and or of to for from in on off up by with is are was your you me my this that no not yes ok none ' +
    'mute muted unmute unmuted pin pinned unpin kick ban remove block spotlight fullscreen full screen screens zoom settings ' +
    'setting more options option menu camera cameras cam webcam video videos audio mic microphone sound share sharing ' +
    'shared stop start turn hide show connect connected connecting connection disconnected reconnecting reconnect loading ' +
    'waiting live rec recording hd sd fhd uhd 4k fps kbps mbps volume speaker speakers speaking talking silent host ' +
    'cohost moderator presenter presenting presentation admin remote local stream streams quality raise raised lower hand ' +
    'close open expand minimize minimise maximize maximise picture ms join leave leaving call hang hangup end chat ' +
    'send people participant participants user users peer peers member members viewer viewers guest guests tile view ' +
    'layout grid gallery play pause playing paused self preview click tap press here drag double status online offline ' +
    'good bad poor fair excellent network signal low high medium default enabled disabled enable disable active inactive ' +
    'switch flip mirror effects effect background blur virtual rotate snapshot avatar photo portrait profile screenshot copy link invite test label ' +
    'unknown anonymous device devices please allow access denied error failed retry private message file draw whiteboard'
  ).split(' '),
);

/** UTF-16 units of a text that are looked at. */
const MOST = 200;
/** "720p", "12 ms", "93 kbits/sec", "00:12". */
const MEASURE = /^[\d.,:x×%#+/-]+\p{L}{0,4}$/u;
const RATE = /^[-+]?[\d.,]+ ?\p{L}{1,8}\/\p{L}{1,8}$/u;
/** Digits among its letters; those of "christopher_smith2" are behind them. */
const TOKEN = /^(?=\S*\d[\w-]*[A-Za-z])[\w-]{16,}$/;
const INITIALS = /^\p{Lu}{1,2}$/u;
const PROGRESS = /(?:…|\.{3})$/u;

/** Captions are said in sentences: three words with no capital, in scripts that have them, or a full stop behind four. */
const SENTENCE = /^(?=\p{Ll})(?!.*\p{Lu})\S+(?:\s\S+){2,}$|^\S+(?:\s\S+){2,}\s(?:\S*[?!…]|\S{4,}\.)$/u;

/** "Ann Lee, muted", "Ann Lee · Presenting", "Ann Lee is muted": a part at the end that says no more than a state. */
const LAST_PART = /^(.*\S)(?:\s*[,;·•|–—]\s*|\s+-\s+|\s+(?=(?:is|has)\s))(\S[^()]*)$/u;
const PICTURE = '(?:video|camera|webcam|tile|stream|(?:profile )?(?:picture|photo|image)|avatar|portrait)';
const OF_PICTURE = new RegExp(
  `^(?:the )?${PICTURE}(?: feed)? (?:of|from) (.+)$|^(.+?)[’']s? ${PICTURE}(?: feed)?$`,
  'iu',
);

const SCREEN =
  '(?:(?:shared )?(?:screen|bildschirm|écran|pantalla)(?: ?shar(?:e|ing))?|presentation|presenting|präsentation|présentation)';
/** A clause about somebody's screen, or a remark behind their name; a name alone with such a word in it is neither. */
const SCREEN_FORMS = [
  new RegExp(`^(.+?)[’']s? ${SCREEN}$`, 'iu'),
  new RegExp(`^(.+?)\\s*\\p{Ps}${SCREEN}\\p{Pe}$`, 'iu'),
  new RegExp(`^(.+?)\\s*[,;·•|–—-]\\s+${SCREEN}$`, 'iu'),
  /^(.+?) (?:is|has started) (?:presenting|sharing)(?: .*)?$/iu,
  new RegExp(`^(?:the )?${SCREEN} (?:of|from|by|shared by) (.+)$`, 'iu'),
];

/** Whose screen a text speaks of: "Ann Lee’s screen", "Ann Lee (presentation)"; null where it is no such text. */
export function screenOwner(text: string): string | null {
  for (const form of SCREEN_FORMS) {
    const owner = form.exec(text.slice(0, MOST))?.[1];
    if (owner) return owner;
  }
  return null;
}

/** A name without what labels put around it: "Video of Ann Lee", "Ann Lee’s camera, muted". A screen’s stays a screen’s. */
export function bareName(text: string): string {
  let bare = text.slice(0, MOST).trim();
  if (screenOwner(bare) !== null) return bare;
  for (let part = LAST_PART.exec(bare); part && isControl(part[2]!); part = LAST_PART.exec(bare)) bare = part[1]!;
  const of = OF_PICTURE.exec(bare);
  return of?.[1] ?? of?.[2] ?? bare;
}

/**
 * Whether a text can be a name at all: words that are not all a control's or a state's, no measure, no random token, no
 * sentence.
 */
export function canBeName(text: string): boolean {
  if (RATE.test(text) || TOKEN.test(text) || INITIALS.test(text) || SENTENCE.test(text)) return false;
  return !isControl(text);
}

/** What something that goes on says: "Connecting…". */
export function isProgress(text: string): boolean {
  return PROGRESS.test(text) || isMeasure(text);
}

function isMeasure(text: string): boolean {
  return (MEASURE.test(text) && /\D/.test(text)) || RATE.test(text);
}

/** No word in it says more than a control or a state does. */
function isControl(text: string): boolean {
  const words = text.toLowerCase().split(/[\s()[\]|,·•…:!?/_-]+/u);
  return words.every(
    (word) => !/\p{L}/u.test(word) || CONTROL_WORDS.has(word.replace(/[.'’]/g, '')) || MEASURE.test(word),
  );
}
