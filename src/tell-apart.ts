/** Letters of other scripts that are drawn as Latin ones, and Latin ones as plainer ones, in pairs (UTS #39, confusables.txt). */
const DRAWN_ALIKE = new Map(
  [
    // Cyrillic
    'Аa Вb Сc Еe Нh Іl Јj Кk Мm Оo Рp Ѕs Тt Хx Уy Ԁd Ԛq Ԝw Ьb Пn Гr аa сc еe һh іl јj оo рp ѕs хx уy ԁd ԛq ԝw вb кk мm нh тt гr пn Ғf ғf Ӏl ӏl ҮY үy ѴV ѵv З3',
    // Greek
    'Αa Βb Εe Ζz Ηh Ιl Κk Μm Νn Οo Ρp Τt Υy Χx αa νv οo ρp υu ιl κk γy',
    // Armenian, Coptic
    'ՕO օo ՍU սu ոn ռn հh գq զq ցg',
    'ⲎH ⲒI ⲔK ⲘM ⲚN ⲞO ⲢP ⲤC ⲦT ⲨY ⲬX ⲟo ⲣp ⲥc',
    // Cherokee, Lisu
    'ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᎡR ᏒR ᏚS ᏕS ᎢT ᏙV ᎳW ᏔW ᎩY ᎽY ᏃZ Ꭵi',
    'ꓮA ꓐB ꓚC ꓓD ꓰE ꓝF ꓖG ꓧH ꓲI ꓙJ ꓗK ꓡL ꓟM ꓠN ꓳO ꓑP ꓣR ꓢS ꓔT ꓴU ꓦV ꓪW ꓫX ꓬY ꓜZ',
    // Latin
    'ɑa ɡg ɩi ǀl Ɩl ɪi ᴄc ᴏo ᴠv ᴡw ᴢz ꜱs',
  ].flatMap((pairs) => pairs.split(' ').map((pair) => [...pair] as [string, string])),
);

/** What two names have in common that look alike: without what shows nothing, in plain small letters. */
export function skeleton(name: string): string {
  const letters = [...name.normalize('NFKD').replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')];
  return (
    letters
      .map((letter) => DRAWN_ALIKE.get(letter) ?? letter)
      .join('')
      // A dot on what has one already.
      .replace(/(?<=[ijlıȷ])\u0307/g, '')
      .toLowerCase()
      .replace(/[iıl1|]/g, 'l')
      .replaceAll('0', 'o')
      .replaceAll('rn', 'm')
      .replaceAll('vv', 'w')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/**
 * What to write behind each name of a list, so that those who are called alike, or write themselves alike in other
 * letters, stay apart: their number among them, from 1; null where nobody else looks so. A number with which they would
 * look like somebody else, "Ann (2)", is left out. In the order of the list.
 */
export function numbersApart(names: readonly string[]): (number | null)[] {
  const alike = new Map<string, number>();
  const last = new Map<string, number>();
  const skeletons = names.map(skeleton);
  for (const one of skeletons) alike.set(one, (alike.get(one) ?? 0) + 1);
  return skeletons.map((one, i) => {
    if (alike.get(one) === 1) return null;
    let number = (last.get(one) ?? 0) + 1;
    while (alike.has(skeleton(withNumber(names[i]!, number)))) number++;
    last.set(one, number);
    return number;
  });
}

/** As a name is shown that others look like. */
export function withNumber(name: string, number: number): string {
  return `${name} (${number})`;
}

/** Such as have letters alike, by their codes in ISO 15924. */
const SCRIPTS = ['Latn', 'Cyrl', 'Grek', 'Armn', 'Cher', 'Copt', 'Lisu'].map((code) => ({
  code,
  letter: new RegExp(`\\p{Script=${code}}`, 'u'),
}));

/** Codes of the scripts that a word of the name mixes, "Аnn" with a Cyrillic А; none of any other name. */
export function mixedScripts(name: string): readonly string[] {
  for (const word of name.split(/[^\p{L}\p{M}]+/u)) {
    const found = SCRIPTS.filter(({ letter }) => letter.test(word)).map(({ code }) => code);
    if (found.length > 1) return found;
  }
  return [];
}
