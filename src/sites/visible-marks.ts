/**
 * Characters that are no blanks by their category, and are drawn as nothing: the blanks of Braille, Egyptian, Khitan and
 * musical notation, and the place of an object.
 */
export const DRAWN_BLANK = String.raw`\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}`;

/** What shows nothing, or turns what follows: format and control characters, fillers. */
const INVISIBLE = new RegExp(String.raw`[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}${DRAWN_BLANK}]`, 'u');
/** Accents and the like over, under and in a letter. */
const MARK = /[\p{Mn}\p{Me}]/u;
/** So many on one letter no script writes; more would grow over the names above and below. */
const MARKS = 4;

/** Where such characters belong (UTS #51, emoji; UAX #31, scripts that join): there they change what shows. */
const MEANT = new RegExp(
  [
    // 👩‍💻, ❤️, 1️⃣, 🏴 and its tags
    String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]\u200d(?=\p{Extended_Pictographic})`,
    String.raw`\p{Extended_Pictographic}\ufe0f`,
    String.raw`[0-9#*]\ufe0f(?=\u20e3)`,
    String.raw`\u{1f3f4}[\u{e0020}-\u{e007f}]+`,
    String.raw`[\p{sc=Arab}\p{sc=Syrc}][\u200c\u200d](?=[\p{sc=Arab}\p{sc=Syrc}])`,
    String.raw`[\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}][\u200c\u200d](?=\p{L})`,
    String.raw`\p{sc=Mong}[\u180b-\u180e]`,
  ].join('|'),
  'uy',
);

/**
 * A name as what it is: each invisible character that somebody could use to pass for another shows by its number,
 * "Ann‹200B›", and so does each mark too many. Linear in the text.
 */
export function withVisibleMarks(name: string): string {
  if (!INVISIBLE.test(name) && !MARK.test(name)) return name;
  let shown = '';
  let marks = 0;
  for (let at = 0; at < name.length; ) {
    MEANT.lastIndex = at;
    const meant = MEANT.exec(name)?.[0];
    const part = meant ?? String.fromCodePoint(name.codePointAt(at)!);
    at += part.length;
    const isInvisible = meant === undefined && INVISIBLE.test(part);
    marks = !isInvisible && MARK.test(part) && meant === undefined ? marks + 1 : 0;
    shown += isInvisible || marks > MARKS ? `‹${numberOf(part)}›` : part;
  }
  return shown;
}

function numberOf(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}
