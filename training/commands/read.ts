/** `read`: what Facet reads in pictures, without a browser. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Classes } from '../../src/classes';
import type { FaceReading } from '../../src/engine/types';
import { messageOf } from '../../src/error-message';
import { facesCsv } from '../../src/session/faces-csv';
import { progress } from '../console/progress';
import { isFilm } from '../pictures/film';
import { type ListedFile, listFiles } from '../pictures/list-files';
import { annotated } from '../read/annotated';
import { openReader, type PictureReading, type Reader } from '../read/reader';

/** For --help. */
export const help = `read: find the faces in pictures, as the options page does, and say which expression each appears to have

  FILES…             pictures and folders of them, at any depth
  --model FOLDER     an exported model (default models/emotion)
  --out FOLDER       write faces.csv there, and each picture with boxes; otherwise the table is printed
  --json             JSON in place of CSV: whole numbers, sizes of pictures, milliseconds
  --skip-broken      pictures that cannot be read are told, but are no failure

The table has the columns that the options page writes. WebAssembly does the work, whatever else is installed. Films are
read in the options page: Analyse pictures.`;

interface Read extends Omit<PictureReading, 'picture'> {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** Why a file could not be read. */
async function reasonFor(file: string, error: unknown): Promise<string> {
  if (await isFilm(file))
    return `${file} is a film. Open it in the extension’s options, Analyse pictures: films are read there.`;
  return messageOf(error);
}

function faceJson({ face, box, score, probabilities, expression, confidence, unsure }: FaceReading, classes: Classes) {
  return {
    face,
    expression,
    ...(unsure ? { unsure } : {}),
    confidence,
    probabilities: probabilities && Object.fromEntries(classes.map(({ name }, i) => [name, probabilities[i] ?? 0])),
    box,
    score,
  };
}

function asJson({ model }: Reader, read: readonly Read[], broken: readonly string[]): string {
  const pictures = read.map(({ faces, ...rest }) => ({ ...rest, faces: faces.map((f) => faceJson(f, model.classes)) }));
  const classes = model.classes.map(({ name }) => name);
  return `${JSON.stringify({ model: { version: model.version, classes }, pictures, broken }, null, 1)}\n`;
}

/** Another name for what was written already: two folders may hold files of one name. */
function unused(name: string, taken: Set<string>): string {
  const stem = name.replace(/\.\w+$/, '');
  let free = `${stem}-faces.png`;
  for (let i = 2; taken.has(free); i++) free = `${stem}-faces-${i}.png`;
  taken.add(free);
  return free;
}

/** Milliseconds of a picture and of a face, over all. */
function speed(read: readonly Read[]): string {
  const sum = (of: (one: Read) => number) => read.reduce((all, one) => all + of(one), 0);
  const faces = sum((one) => one.faces.filter(({ probabilities }) => probabilities).length);
  const each = (all: number, count: number) => (all / count).toFixed(1);
  const finding = `${each(
    sum(({ milliseconds }) => milliseconds.finding),
    read.length,
  )} ms a picture to find faces`;
  const reading = sum(({ milliseconds }) => milliseconds.reading);
  return faces === 0 ? finding : `${finding}, ${each(reading, faces)} ms a face to read it`;
}

/** Prints or writes what was read; sets the exit code where a picture could not be. @throws Error where no picture is named */
export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      model: { type: 'string', default: 'models/emotion' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      'skip-broken': { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new Error('Say which pictures to read: npm run read -- FILES… (or --help).');
  const { files, ignored, hidden } = listFiles(positionals, values.out);
  const reader = await openReader(values.model);
  const read: Read[] = [];
  const broken: string[] = [];
  const taken = new Set<string>();
  const onProgress = progress('reading');

  const one = async ({ file, name }: ListedFile) => {
    const { picture, ...reading } = await reader.read(file, signal);
    read.push({ file, width: picture.width, height: picture.height, ...reading });
    if (values.out === undefined) return;
    const to = join(values.out, unused(name, taken));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, await annotated(picture, reading.faces, reader.model.classes));
  };
  for (const [i, listed] of files.entries()) {
    signal.throwIfAborted();
    await one(listed).catch(async (error: unknown) => {
      // A disk that is full, or a stop, is not the picture's fault.
      if (signal.aborted || (error instanceof Error && 'code' in error)) throw error;
      broken.push(await reasonFor(listed.file, error));
    });
    onProgress((i + 1) / files.length);
  }

  const table = values.json
    ? asJson(reader, read, broken)
    : facesCsv(
        read.map(({ file, faces }) => ({ name: file, faces })),
        reader.model.classes,
      );
  if (values.out === undefined) process.stdout.write(table);
  else {
    mkdirSync(values.out, { recursive: true });
    writeFileSync(join(values.out, values.json ? 'faces.json' : 'faces.csv'), table);
  }
  const faces = read.flatMap((picture) => picture.faces);
  const named = faces.filter(({ expression }) => expression !== null).length;
  const { version } = reader.model;
  console.error(`Pictures read: ${read.length}; faces: ${faces.length}, of which ${named} named, by model ${version}`);
  if (read.length > 0) console.error(`${speed(read)} (WebAssembly, one thread)`);
  if (ignored + hidden > 0)
    console.error(
      `Left out: ${ignored} files that are no pictures (films are read in the options page), ${hidden} hidden`,
    );
  for (const reason of broken) console.error(reason);
  if (read.length === 0 || (broken.length > 0 && !values['skip-broken'])) process.exitCode = 1;
}
