/** Words of controls and states: a text of nothing else names no one. English, since names are told apart by place first. */
const CONTROL_WORDS = new Set(
  (
    'a an the and or of to for from in on off up by with is are was your you me my this that no not yes ok none ' +
    'mute muted unmute unmuted pin pinned unpin kick ban remove block spotlight fullscreen full screen screens zoom settings ' +
    'setting more options option menu camera cameras cam webcam video videos audio mic microphone sound share sharing ' +
    'shared stop start turn hide show connect connected connecting connection disconnected reconnecting reconnect loading ' +
    'waiting live rec recording hd sd fhd uhd 4k fps kbps mbps volume speaker speakers speaking talking silent host ' +
    'cohost moderator presenter presenting presentation admin remote local stream streams quality raise raised lower hand ' +
    'close open expand minimize minimise maximize maximise picture pip ms join leave leaving call hang hangup end chat ' +
    'send people participant participants user users peer peers member members viewer viewers guest guests tile view ' +
    'layout grid gallery play pause playing paused self preview click tap press here drag double status online offline ' +
    'good bad poor fair excellent network signal low high medium default enabled disabled enable disable active inactive ' +
    'switch flip mirror effects effect background blur virtual rotate snapshot screenshot copy link invite test label ' +
    'unknown anonymous device devices please allow access denied error failed retry private message file draw whiteboard'
  ).split(' '),
);

const MEASURE = /^[\d.,:x×%#+/-]+\p{L}{0,4}$/u;
const TOKEN = /^(?=\S*\d)[\w-]{16,}$/;
const INITIALS = /^\p{Lu}{1,2}$/u;

/** Captions are said in sentences: three words with no capital, in scripts that have them, or a full stop behind four. */
const SENTENCE = /^(?=\p{Ll})(?!.*\p{Lu})\S+(?:\s\S+){2,}$|^\S+(?:\s\S+){2,}\s(?:\S*[?!…]|\S{4,}\.)$/u;

/**
 * Whether a text can be a name at all: words that are not all a control's or a state's, no measure, no random token, no
 * sentence.
 */
export function canBeName(text: string): boolean {
  if (TOKEN.test(text) || INITIALS.test(text) || SENTENCE.test(text)) return false;
  const words = text.toLowerCase().split(/[\s()[\]|,·•…:!?/_-]+/u);
  return words.some(
    (word) => /\p{L}/u.test(word) && !CONTROL_WORDS.has(word.replace(/[.'’]/g, '')) && !MEASURE.test(word),
  );
}
