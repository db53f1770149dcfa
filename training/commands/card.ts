/** `card`: writes the measured part of models/README.md from what lies beside it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CardFile, type CardSources, type GeometryGain, withMeasuredPart } from '../evaluation/card';
import type { EvaluationFile } from '../evaluation/report';
import type { Seeds } from '../evaluation/seeds';
import { readMetadata, WEIGHTS_FILE } from '../export/model-file';
import { readJson } from '../files/read-json';
import { sha256 } from '../files/sha256';

/** For --help. */
export const help = `card: write the measured part of the model card, models/README.md

  --models FOLDER    holds README.md, emotion/ and evaluation/ (default models)
  --check            write nothing; fail if the card says anything else than the files`;

const FILES = ['emotion/model.json', `emotion/${WEIGHTS_FILE}`, 'evaluation/fer2013-head.json'];

function describe(folder: string, path: string): CardFile {
  const bytes = readFileSync(join(folder, path));
  return { path, bytes: bytes.length, sha256: sha256(bytes) };
}

/** @throws Error if a file is missing or evaluation.json is about another model */
export function renewed(folder: string): { before: string; after: string } {
  const json = (path: string): unknown => {
    if (!existsSync(join(folder, path))) throw new Error(`${join(folder, path)} is missing: see training/README.md.`);
    return readJson(join(folder, path));
  };
  const optional = (path: string) => (existsSync(join(folder, path)) ? json(path) : undefined);
  const geometry = optional('evaluation/geometry.json') as GeometryGain | undefined;
  const seeds = optional('evaluation/seeds.json') as Seeds | undefined;
  const sources: CardSources = {
    metadata: readMetadata(join(folder, 'emotion')),
    evaluation: json('evaluation/evaluation.json') as EvaluationFile,
    files: FILES.map((path) => describe(folder, path)),
    ...(geometry ? { geometry } : {}),
    ...(seeds ? { seeds } : {}),
  };
  const before = readFileSync(join(folder, 'README.md'), 'utf8');
  return { before, after: withMeasuredPart(before, sources) };
}

/** Writes the card anew, or checks it. @throws Error where it is out of date and only checked, or a source is missing */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { models: { type: 'string', default: 'models' }, check: { type: 'boolean', default: false } },
  });
  const { before, after } = renewed(values.models);
  const card = join(values.models, 'README.md');
  if (before === after) return console.log(`${card} says what the files say.`);
  if (values.check) throw new Error(`${card} is out of date: npm run card`);
  writeFileSync(card, after);
  console.log(`${card} is written anew.`);
}
