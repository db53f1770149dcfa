/** What a data set holds, as one page that needs nothing else: counts, samples, sizes, and pictures that occur twice. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { escaped } from '../markup/escaped';
import { faceImage } from '../markup/face-image';
import { type Faces, USAGES } from './faces';

/** Pictures of each class that are shown, spread evenly over it; and pairs that occur twice. */
const SAMPLES = 12;
const PAIRS = 24;

/** Two pictures that are the same, pixel for pixel, as they are read. */
interface Twin {
  readonly first: number;
  readonly second: number;
}

/** Every later occurrence with the first one of it. */
export function twins({ pixels, count }: Pick<Faces, 'pixels' | 'count'>): Twin[] {
  const seen = new Map<string, number>();
  const found: Twin[] = [];
  for (let i = 0; i < count; i++) {
    const key = createHash('sha1').update(pictureOf(pixels, i)).digest('base64');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, i);
    else found.push({ first, second: i });
  }
  return found;
}

interface Sizes {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** Shorter sides of the files as they lie on the disk, in pixels. @throws what sharp throws; undefined of no file. */
export async function sizesOf(files: readonly string[]): Promise<Sizes | undefined> {
  const sides: number[] = [];
  for (const file of files) {
    const { width, height } = await sharp(file).metadata();
    sides.push(Math.min(width, height));
  }
  sides.sort((a, b) => a - b);
  if (sides.length === 0) return undefined;
  return { least: sides[0]!, median: sides[Math.floor(sides.length / 2)]!, most: sides.at(-1)! };
}

/**
 * @param title what the data set is called
 * @param files of each picture, where they are files
 */
export async function dataReport(
  title: string,
  faces: Faces,
  notes: readonly string[],
  files: readonly string[] = [],
): Promise<string> {
  const { names, labels } = faces.own!;
  const parts = USAGES.map((usage, k) => ({ usage, k })).filter(({ k }) => faces.usages.includes(k));
  const rowsOf = (label: number, usage?: number) =>
    Array.from({ length: faces.count }, (_, i) => i).filter(
      (i) => labels[i] === label && (usage === undefined || faces.usages[i] === usage),
    );
  const counts = names.map(
    (name, label) =>
      `<tr><th>${escaped(name)}</th>${parts.map(({ k }) => `<td>${rowsOf(label, k).length}</td>`).join('')}<td>${rowsOf(label).length}</td></tr>`,
  );
  const samples = await Promise.all(
    names.map(async (name, label) => {
      const rows = spread(rowsOf(label), SAMPLES);
      const shown = await Promise.all(
        rows.map((row) => faceImage(faces.pixels, row, files[row] ?? `${name}, ${row + 1}`)),
      );
      return `<h3>${escaped(name)}</h3>\n<p>${shown.join('')}</p>`;
    }),
  );
  const pairs = twins(faces);
  const across = pairs.filter(({ first, second }) => faces.usages[first] !== faces.usages[second]);
  const otherwise = pairs.filter(({ first, second }) => labels[first] !== labels[second]);
  const shownPairs = await Promise.all(
    [...across, ...pairs.filter((pair) => !across.includes(pair))]
      .slice(0, PAIRS)
      .map(
        async ({ first, second }) =>
          `<li>${await faceImage(faces.pixels, first, 'the same twice')} ${[first, second].map((row) => escaped(`${files[row] ?? `picture ${row + 1}`} (${names[labels[row]!]}, ${USAGES[faces.usages[row]!]})`)).join(' and ')}</li>`,
      ),
  );
  const sizes = await sizesOf(files);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>:root{color-scheme:light dark}body{max-width:860px;margin:32px auto;padding:0 16px;font:15px/1.5 system-ui,sans-serif}table{border-collapse:collapse}th,td{padding:3px 18px 3px 0;text-align:left}img{width:64px;height:64px;margin:2px}li{overflow-wrap:anywhere}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${faces.count} pictures, ${names.length} classes${sizes ? `; the shorter side has ${sizes.least} to ${sizes.most} pixels (median ${sizes.median}), and is read as ${INPUT_SIDE}` : ''}.</p>
${notes.map((note) => `<p>${escaped(note)}</p>`).join('\n')}
<h2>Counts</h2>
<table><thead><tr><th>class</th>${parts.map(({ usage }) => `<th>${usage}</th>`).join('')}<th>all</th></tr></thead><tbody>
${counts.join('\n')}
</tbody></table>
<h2>The same picture twice</h2>
<p>${pairs.length} times; ${across.length} of them in two parts, which would make the measured accuracy too good, and ${otherwise.length} with two labels, of which one is wrong.</p>
<ul>${shownPairs.join('\n')}</ul>
<h2>Samples, as the network sees them</h2>
${samples.join('\n')}
</body>
</html>
`;
}

/** Some of a list, the first among them, at even steps. */
function spread(rows: readonly number[], most: number): number[] {
  const step = Math.max(1, rows.length / most);
  return Array.from({ length: Math.min(most, rows.length) }, (_, i) => rows[Math.floor(i * step)]!);
}

const pictureOf = (pixels: Uint8Array, row: number) => pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA);
