import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_AREA } from '../../src/engine/input';
import { VOTE_COLUMNS, VOTES } from '../../training/dataset/labels';
import type { EvaluationFile } from '../../training/evaluation/report';
import { loadCheckpoint } from '../../training/fit/checkpoint';
import { lockRun } from '../../training/run/run-folder';
import { command } from './command-line';
import { drawnFaces } from './drawn-faces';
import { unavailable } from './onednn';

const cli = join(import.meta.dirname, '../../training/cli.ts');
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const folder = mkdtempSync(join(tmpdir(), 'facet-pipeline-'));
const TRAINING = 140;
const PUBLIC_TEST = 28;

/** Small, because what is tested is that the commands fit each other. */
const SMALL = ['--set', 'architecture.blocks=[{"width":8,"convolutions":1},{"width":16,"convolutions":1}]', '--inline'];
/** A command in a process of its own, as a user gives it. */
async function program(...args: string[]): Promise<string> {
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', tsx, cli, ...args], options);
  return stdout;
}

describe.skipIf(unavailable)('from the CSV files to the model card', () => {
  const home = process.cwd();
  beforeAll(() => {
    process.chdir(folder);
    const faces = drawnFaces(TRAINING + PUBLIC_TEST);
    const usage = (i: number) => (i < TRAINING ? 'Training' : 'PublicTest');
    const numbers = (values: Uint8Array, i: number, width: number, between: string) =>
      values.subarray(i * width, (i + 1) * width).join(between);
    const lines = (header: string, line: (i: number) => string) =>
      [header, ...Array.from({ length: faces.count }, (_, i) => line(i))].join('\n');
    mkdirSync(join(folder, 'training/data'), { recursive: true });
    writeFileSync(
      join(folder, 'training/data/fer2013.csv'),
      lines(
        'emotion,pixels,Usage',
        (i) => `${faces.classes[i]},${numbers(faces.pixels, i, INPUT_AREA, ' ')},${usage(i)}`,
      ),
    );
    writeFileSync(
      join(folder, 'training/data/fer2013new.csv'),
      lines(`Usage,Image name,${VOTE_COLUMNS.join(',')}`, (i) => `${usage(i)},,${numbers(faces.votes, i, VOTES, ',')}`),
    );
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  it('every command does its part', async () => {
    expect(await command('data')).toContain(`Training: ${TRAINING} used`);
    expect(await command('train', '--epochs', '1', ...SMALL)).toContain('done: training/runs/plain-0/checkpoint.bin');
    await expect(command('train', '--run', 'plain-0', '--resume')).rejects.toThrow(/has 1 epochs behind it/);
    expect(await command('train', '--run', 'plain-0', '--resume', '--epochs', '2', '--inline')).toContain('epoch 2/2');
    const ran = join(folder, 'training/runs/plain-0');
    const curves = readFileSync(join(ran, 'curves.html'), 'utf8');
    expect(curves).toContain('After epoch 2 of 2');
    expect(curves).not.toContain('http-equiv="refresh"');
    expect(readdirSync(ran).filter((name) => name.startsWith('events.out.tfevents.'))).toHaveLength(1);
    expect(await command('export', '--run', 'plain-0')).toContain('training/runs/plain-0/emotion/weights.bin');
    expect(await command('export', '--run', 'plain-0', '--out', 'models/emotion')).toContain(
      'models/emotion/weights.bin',
    );
    await expect(command('export', '--run', 'plain-0', '--out', 'models/emotion')).rejects.toThrow(/Add --replace/);
    expect(await command('export', '--run', 'plain-0', '--out', 'models/emotion', '--replace')).toMatch(
      /replacing the model in models\/emotion: [\d.]+ % there, [\d.]+ % the new one/,
    );
    const shown = await command('evaluate', '--out', 'models/evaluation');
    expect(shown).toContain('## FER+, 8 classes');

    const written = JSON.parse(
      readFileSync(join(folder, 'models/evaluation/evaluation.json'), 'utf8'),
    ) as EvaluationFile;
    expect(written.measured.map(({ id, count }) => [id, count])).toEqual([
      ['ferplus', PUBLIC_TEST],
      ['fer2013', PUBLIC_TEST],
      ['fer2013-shipped', PUBLIC_TEST],
    ]);
    expect(existsSync(join(folder, 'models/evaluation/ferplus-confusion.svg'))).toBe(true);

    expect(await command('onnx')).toMatch(/models\/emotion\.onnx {2}\d{4,} bytes: "face" \[n, 48, 48, 1\]/);
    const report = readFileSync(join(folder, 'models/evaluation/report.html'), 'utf8');
    const wrong = written.measured[0]!.count - written.measured[0]!.correct;
    expect(report.match(/<figure>/g) ?? []).toHaveLength(Math.min(24, wrong));
    expect(report).toMatch(/[\d.]+ ms a picture in batches, [\d.]+ ms a face that is asked about alone/);
    expect(await command('compare', 'plain-0', 'models/emotion')).toContain("McNemar's exact test, two-sided: p = ");
    await expect(command('compare', 'plain-0')).rejects.toThrow(/Name two networks/);

    const card = join(folder, 'models/README.md');
    writeFileSync(card, '# Card\n<!-- measured: written by "npm run card", do not edit -->\n<!-- /measured -->\n');
    await expect(command('card', '--check')).rejects.toThrow(/out of date/);
    await command('card');
    expect(readFileSync(card, 'utf8')).toContain(written.files!['weights.bin']);
    expect(await command('card', '--check')).toContain('says what the files say');
  }, 400_000);

  it('trains on fewer pictures than a batch, and goes on with the same', async () => {
    expect(await command('train', '--run', 'few', '--limit', '10', '--epochs', '1', ...SMALL)).toContain('done:');
    const { data, recipe } = loadCheckpoint(join(folder, 'training/runs/few/checkpoint.bin'));
    expect(data).toMatchObject({ pictures: 10, limit: 10 });
    expect(recipe.batch).toBeLessThanOrEqual(10);
    const resumed = await command('train', '--run', 'few', '--resume', '--epochs', '2', '--inline');
    expect(resumed).toContain('; 10 training pictures');
    await expect(command('train', '--run', 'few', '--resume', '--limit', '20', '--epochs', '3')).rejects.toThrow(
      /was begun with --limit 10/,
    );
    expect(await command('export', '--run', 'few')).toContain('weights.bin');
    const model = readFileSync(join(folder, 'training/runs/few/emotion/model.json'), 'utf8');
    expect(JSON.parse(model).userDefinedMetadata.trained.data).toContain(' 10 pictures');
  }, 400_000);

  it('keeps a second process out of a run, and takes over from one that died', async () => {
    const run = join(folder, 'training/runs/held');
    const { release } = lockRun(run);
    await expect(command('train', '--run', 'held', '--epochs', '1')).rejects.toThrow(/trained by another process/);
    release();
    writeFileSync(join(run, 'lock'), JSON.stringify({ pid: 2 ** 30, host: hostname() }));
    expect(await command('train', '--run', 'held', '--limit', '8', '--epochs', '1', ...SMALL)).toContain('done:');
    expect(existsSync(join(run, 'lock'))).toBe(false);
  }, 400_000);

  it('refuses names and numbers that would go wrong later', async () => {
    await expect(command('train', '--run', '../../x')).rejects.toThrow(/--run is a name for a folder under training/);
    await expect(command('export', '--run', '..')).rejects.toThrow(/--run is a name/);
    await expect(command('train', '--run', 'other', '--seed=-1')).rejects.toThrow(/--seed must be .* at least 0/);
    await expect(command('train', '--run', 'other', '--limit', '0x10')).rejects.toThrow(/--limit must be a whole/);
    await expect(command('train', '--recipe', 'huge')).rejects.toThrow(/There are: plain/);
    await expect(command('evaluate', '--usage', 'Test')).rejects.toThrow(/--usage must be one of Training/);
  });

  it('prepares pictures in a thread where the path has an apostrophe', async () => {
    const path = join(folder, "it's here");
    mkdirSync(path);
    for (const part of ['training', 'scripts', 'src', 'node_modules', 'package.json', 'tsconfig.json'])
      symlinkSync(join(import.meta.dirname, '../..', part), join(path, part));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--preserve-symlinks',
        '--preserve-symlinks-main',
        '--import',
        tsx,
        join(path, 'training/cli.ts'),
        'train',
        '--run',
        'quoted',
        '--limit',
        '8',
        '--epochs',
        '1',
        ...SMALL.slice(0, 2),
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(stdout).toContain('done:');
  }, 200_000);

  it('explains itself, and says in a sentence what it does not know', async () => {
    expect(await program('--help')).toContain('evaluate:');
    await expect(program('train', '--recipe', 'huge')).rejects.toThrow(
      /^Command failed: .*\nThere is no recipe "huge"/,
    );
  }, 200_000);
});
