/**
 * What Facet reads in whole pictures, through the very engine of the extension: npm run evaluate:pictures -- PATH
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { parseModelMetadata } from '../../src/engine/model-metadata';
import { messageOf } from '../../src/error-message';
import { EXPRESSIONS } from '../../src/expressions';
import { positive } from '../../training/console/options';
import { progress } from '../../training/console/progress';
import { commit } from '../../training/files/commit';
import { compareGroups } from './groups';
import { listPictures } from './list';
import { readAll } from './read';
import { type PicturesFile, picturesReport } from './report';
import { tally } from './tally';

const HELP = `evaluate:pictures: what Facet finds, reads and names in whole pictures, and how rightly; in a headless browser

  npm run evaluate:pictures -- PATH [options]

  PATH               a folder with one sub-folder of PNG or JPEG pictures per expression ("happy", "anger", …), or a CSV file:
                     a column path (or file, picture, image) from the CSV's folder, and label (or expression) where it is
                     known; columns called as expressions hold votes, or paths of pictures that show them, as "neutral" and
                     "smiling" do; all others are groups
  --groups A,B       divide by these columns of the CSV alone (default: by all that have few different words)
  --limit N          only N pictures, evenly from the list
  --json FILE        also write all numbers there`;

async function main(args: string[], signal: AbortSignal): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      groups: { type: 'string' },
      limit: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  if (values.help || path === undefined) return console.log(HELP);
  const { pictures, groups, notes } = listPictures(path, values.groups?.split(','));
  const limit = values.limit ? positive('--limit', values.limit) : pictures.length;
  const step = Math.max(1, pictures.length / limit);
  const chosen = Array.from({ length: Math.min(limit, pictures.length) }, (_, i) => pictures[Math.floor(i * step)]!);
  const { read, unreadable } = await readAll(chosen, { signal, onProgress: progress('reading') });
  const { userDefinedMetadata } = JSON.parse(readFileSync('models/emotion/model.json', 'utf8'));
  const file: PicturesFile = {
    pictures: path,
    command: `npm run evaluate:pictures -- ${args.join(' ')}`,
    commit: commit(),
    model: parseModelMetadata(userDefinedMetadata).version,
    all: tally(read),
    classes: EXPRESSIONS.flatMap((truth) => {
      const of = read.filter(({ picture }) => picture.truth === truth);
      return of.length > 0 ? [{ truth, tally: tally(of) }] : [];
    }),
    groups: compareGroups(read, groups),
    unreadable,
    notes,
  };
  console.log(picturesReport(file));
  if (values.json) {
    mkdirSync(dirname(values.json), { recursive: true });
    writeFileSync(values.json, `${JSON.stringify(file, null, 1)}\n`);
  }
  if (unreadable.length > 0) process.exitCode = 1;
}

const stop = new AbortController();
for (const event of ['SIGINT', 'SIGTERM'] as const) process.once(event, () => stop.abort(new Error('Stopped.')));
main(process.argv.slice(2), stop.signal).catch((error: unknown) => {
  console.error(process.env.DEBUG ? error : messageOf(error));
  process.exitCode = 1;
});
